// SPDX-License-Identifier: MIT
import { ConduitError } from "./errors.js";
import type { Answer, Call, Http } from "./http.js";

/**
 * A worker's way to its broker. Sends everything once, since the worker's loops have their own ways to go on after a failure, and
 * tells once when the broker goes, when it is back, and why it refuses.
 */
export class Link {
    /** Whether the broker knows our schemas. One that was away may be another by now. */
    isGreeted = false;
    #isAway = false;
    #lastRefusal = "";

    constructor(
        readonly http: Http,
        readonly log: (line: string) => void,
    ) {}

    async send(path: string, body: string, call: Call): Promise<Answer> {
        try {
            const answer = await this.http.send("POST", path, { body, repeats: () => false, ...call });
            this.#hear();
            return answer;
        } catch (error) {
            if (error instanceof ConduitError)
                isSilence(error) ? this.#miss(error) : this.#hear();
            throw error;
        }
    }

    /** A failure that a loop can outlast, told once for all tries. Anything else is a fault of this program, and is thrown. */
    outlast(error: unknown): ConduitError {
        if (!(error instanceof ConduitError))
            throw error;
        if (!isSilence(error) && error.message !== this.#lastRefusal) {
            this.log(`the broker refuses this worker: ${error.message}`);
            this.#lastRefusal = error.message;
        }
        return error;
    }

    /** The next refusal is a new one. */
    forgetRefusal(): void {
        this.#lastRefusal = "";
    }

    #miss(error: ConduitError): void {
        if (!this.#isAway)
            this.log(`${error.message}; trying again with growing pauses`);
        this.#isAway = true;
        this.isGreeted = false;
    }

    #hear(): void {
        if (this.#isAway)
            this.log("the broker answers again");
        this.#isAway = false;
    }
}

/** Nobody answered who knows the API: no broker is there, or only what stands before it. */
export function isSilence(error: ConduitError): boolean {
    return error.status === 0 || (error.status >= 500 && error.code === "");
}
