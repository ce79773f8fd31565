// SPDX-License-Identifier: MIT
import { ConduitError, isTransient } from "./errors.js";
import { pauseAfter, type Call } from "./http.js";
import { objectText } from "./json.js";
import { isSilence, type Link } from "./link.js";
import type { AttemptResult, Notes, Run } from "./run.js";
import { sleep, type Surroundings } from "./surroundings.js";

/** Milliseconds for a heartbeat at least. */
const BEAT_TIMEOUT_MIN = 1_000;
/** Milliseconds for a release. */
const RELEASE_TIMEOUT = 3_000;
/** The broker's time may run 5 % slower than ours, and it ends a lease within a second. */
const LEASE_SLACK = 1.05;
const LEASE_END_MAX = 1_000;

/** The broker will never want this attempt's outcome. */
const GONE = ["lease_lost", "already_ended", "not_found"];
/** The result itself is at fault, while the broker still waits for one. */
const UNFIT = [400, 413];
/** Later, or with another token, the same result may be taken. */
const NOT_NOW = [401, 403, 408, 429];

/** What the broker says of a lease that should be renewed. */
export interface Renewal {
    error?: { code: string; message: string };
    cancel_requested?: boolean;
}

/** Brings to the broker what becomes of a run, and to the run what the broker says of its lease. */
export class Delivery {
    readonly #link: Link;
    readonly #surroundings: Surroundings;
    readonly #lease: number;

    /** `lease` in milliseconds. */
    constructor(link: Link, surroundings: Surroundings, lease: number) {
        this.#link = link;
        this.#surroundings = surroundings;
        this.#lease = lease;
    }

    /** Sends a result, through outages, until the broker has answered or the lease is surely over. */
    async report(run: Run, result: AttemptResult): Promise<void> {
        const { id, lease_token } = run.task;
        const { signal } = run.leaving;
        let isSubstitute = false;
        for (let failures = 1; ; failures++) {
            let trouble = "the broker did not answer";
            let retryAfter: number | null = null;
            try {
                // Nothing is taken for a task that has ended, so its last notes go first.
                if (await run.tellTheRest()) {
                    await this.#link.send(taskPath(id, "/result"), objectText({ lease_token, ...result }), { signal });
                    return;
                }
            } catch (error) {
                if (signal.aborted)
                    return this.#link.log(`the result of task ${id} could not be delivered; it runs again after its lease`);
                if (!(error instanceof ConduitError))
                    throw error;
                if (UNFIT.includes(error.status) && !isSubstitute) {
                    this.#link.log(`task ${id} fails: its result was refused: ${error.message}`);
                    result = { error: `the result was refused: ${error.message}`, error_class: "result_refused", no_retry: true };
                    isSubstitute = true;
                    continue;
                }
                if (!isForLater(error))
                    return this.#link.log(`the result of task ${id} is not wanted any more: ${error.message}`);
                trouble = error.message;
                retryAfter = error.retryAfter;
            }
            if (this.#surroundings.monotonic() >= run.leaseOver)
                return this.#link.log(`the result of task ${id} is lost with its lease: ${trouble}`);
            await sleep(this.#surroundings, pauseAfter(failures, this.#surroundings.random(), retryAfter), signal);
        }
    }

    /** Sends what a handler told; false when it should be sent again. */
    async tell(run: Run, notes: Notes): Promise<boolean> {
        const { id, lease_token } = run.task;
        try {
            const body = objectText({ lease_token, ...notes });
            const { value } = await this.#link.send(taskPath(id, "/heartbeat"), body, this.beatCall(run.leaving.signal));
            this.takeRenewal(run, value);
        } catch (error) {
            if (run.leaving.signal.aborted)
                return true;
            if (!(error instanceof ConduitError))
                throw error;
            if (isSilence(error))
                return false;
            if (GONE.includes(error.code))
                this.lose(run, error.message);
            else
                this.#link.log(`what task ${id} told was refused: ${error.message}`);
        }
        return true;
    }

    /** Gives a task back, with the handler's last word. `delay`: seconds before anybody may claim it. */
    async giveBack(run: Run, delay?: number): Promise<void> {
        if (run.isLost)
            return;
        run.isLost = true;
        await run.tellTheRest();
        const { id, lease_token } = run.task;
        try {
            const call = { signal: run.leaving.signal, timeoutMs: RELEASE_TIMEOUT, repeats: isTransient };
            await this.#link.send(taskPath(id, "/release"), objectText({ lease_token, delay }), call);
        } catch (error) {
            this.#link.log(`task ${id} was not released, and comes back after its lease: ${(error as Error).message}`);
        }
    }

    /** Takes in what the broker says of the lease; nothing when it says nothing. */
    takeRenewal(run: Run, renewal: Renewal | undefined): void {
        if (renewal?.error && GONE.includes(renewal.error.code))
            this.lose(run, renewal.error.message);
        if (!renewal || renewal.error)
            return;
        this.renew(run);
        if (renewal.cancel_requested)
            run.stop("cancelled");
    }

    /** Counted from the answer that granted it, not from the question: a claim may be granted long after it was sent. */
    renew(run: Run): void {
        run.leaseOver = this.#surroundings.monotonic() + this.#lease * LEASE_SLACK + LEASE_END_MAX;
    }

    /** Its handler is asked to end, and its outcome thrown away. */
    lose(run: Run, why: string): void {
        // A result that is on its way gets an answer of its own.
        if (run.isLost || run.hasEnded)
            return;
        run.isLost = true;
        run.stop("lease_lost");
        this.#link.log(`task ${run.task.id} is not this worker's any more: ${why}`);
    }

    /** After a heartbeat that hangs, the next one must still be in time. */
    beatCall(signal: AbortSignal): Call {
        const timeoutMs = Math.min(this.#link.http.timeoutMs, this.#lease / 2);
        return { timeoutMs: Math.max(timeoutMs, BEAT_TIMEOUT_MIN), signal };
    }
}

/** Whether the same result may be taken later. */
function isForLater(error: ConduitError): boolean {
    return error.status < 400 || error.status >= 500 || NOT_NOW.includes(error.status);
}

function taskPath(id: string, rest: string): string {
    return `/task/${encodeURIComponent(id)}${rest}`;
}
