// SPDX-License-Identifier: MIT
import { ConduitError, isTransient, refusalFrom } from "./errors.js";
import { sleep, type Surroundings } from "./surroundings.js";

export interface ConnectionOptions {
    /** Where the broker is; a slash at the end is dropped. Default: `CONDUIT_URL` or `BROKER_URL`, else http://127.0.0.1:8080. */
    baseUrl?: string;
    /** The broker's token, if it wants one. Default: `CONDUIT_TOKEN`. */
    token?: string;
    /**
     * Milliseconds that a call may take in all, repeats included; on top of the time for which a call asks the broker to wait.
     * Default 30,000.
     */
    timeoutMs?: number;
    /** Go along with every request. */
    headers?: Record<string, string>;
}

/** Values of a query; a list is sent with commas between its encoded pieces. */
export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export interface Call {
    query?: Query;
    /** JSON text. */
    body?: string;
    headers?: Record<string, string>;
    /** Seconds for which the broker may hold its answer back; the call's time is longer by so much. */
    wait?: number;
    /** Instead of the connection's. */
    timeoutMs?: number;
    /** Ends the call, which then rejects with its reason. */
    signal?: AbortSignal;
    /** Which failures are worth another try. Default: those that may pass soon. */
    repeats?: (error: ConduitError) => boolean;
}

/** The answer to a call that succeeded: the body's exact text, and what it says. */
export interface Answer {
    text: string;
    value: any;
}

const PAUSE_FIRST = 100;
const PAUSE_MAX = 5_000;
const RETRY_AFTER_MAX = 60;

/**
 * Milliseconds to leave the broker alone after so many failures in a row (1, 2, …): what it asked for, or chance below a bound
 * that doubles, so that many clients do not come back in the same moment.
 */
export function pauseAfter(failures: number, random: number, retryAfter: number | null = null): number {
    if (retryAfter)
        return Math.min(retryAfter, RETRY_AFTER_MAX) * 1000;
    return random * Math.min(PAUSE_MAX, PAUSE_FIRST * 2 ** (failures - 1));
}

/** Speaks to one broker. All that it sends may be sent again: ids are chosen by us, and other requests change nothing twice. */
export class Http {
    readonly timeoutMs: number;
    readonly #baseUrl: string;
    readonly #headers: Headers;
    readonly #surroundings: Surroundings;

    constructor(options: ConnectionOptions, surroundings: Surroundings) {
        const variable = (name: string) => surroundings.variable(name) || undefined;
        const baseUrl = options.baseUrl ?? variable("CONDUIT_URL") ?? variable("BROKER_URL") ?? "http://127.0.0.1:8080";
        this.#baseUrl = baseUrl.replace(/\/+$/, "");
        try {
            new URL(this.#baseUrl, globalThis.location?.href); // a page may name its own server by a path
        } catch (cause) {
            throw new TypeError(`baseUrl is "${baseUrl}"; it takes a URL such as http://127.0.0.1:8080.`, { cause });
        }
        const token = options.token ?? variable("CONDUIT_TOKEN");
        this.#headers = new Headers(token ? { Authorization: `Bearer ${token}` } : {});
        new Headers(options.headers).forEach((value, name) => this.#headers.set(name, value));
        this.timeoutMs = options.timeoutMs ?? 30_000;
        this.#surroundings = surroundings;
    }

    /** Rejects with a ConduitError, or with the reason of `call.signal`. */
    async send(method: string, path: string, call: Call = {}): Promise<Answer> {
        const { monotonic, random } = this.#surroundings;
        const repeats = call.repeats ?? isTransient;
        const deadline = monotonic() + (call.timeoutMs ?? this.timeoutMs) + (call.wait ?? 0) * 1000;
        for (let failures = 1; ; failures++) {
            try {
                return await this.#sendOnce(method, path, call, deadline - monotonic());
            } catch (error) {
                if (!(error instanceof ConduitError) || !repeats(error))
                    throw error;
                const pause = pauseAfter(failures, random(), error.retryAfter);
                if (monotonic() + pause >= deadline)
                    throw error;
                await sleep(this.#surroundings, pause, call.signal);
            }
        }
    }

    async #sendOnce(method: string, path: string, call: Call, timeLeft: number): Promise<Answer> {
        // Node 18 has no AbortSignal.any.
        const ending = new AbortController();
        const end = () => ending.abort(call.signal!.reason);
        if (call.signal?.aborted)
            end();
        call.signal?.addEventListener("abort", end);
        const cancelTimer = this.#surroundings.after(timeLeft, () => ending.abort(this.#noAnswer("timeout", "its time is up")));
        try {
            const response = await this.#surroundings.fetch(this.#baseUrl + path + queryText(call.query), {
                method,
                headers: this.#headersFor(call),
                body: call.body,
                signal: ending.signal,
            });
            return answerFrom(response, await response.text(), this.#baseUrl);
        } catch (error) {
            if (error instanceof ConduitError)
                throw error;
            if (ending.signal.aborted)
                throw ending.signal.reason;
            throw this.#noAnswer("unreachable", rootOf(error), error);
        } finally {
            cancelTimer();
            call.signal?.removeEventListener("abort", end);
        }
    }

    #headersFor(call: Call): Headers {
        const headers = new Headers(this.#headers);
        // Not without a body, since a page would need a preflight even for a GET.
        if (call.body !== undefined)
            headers.set("Content-Type", "application/json");
        for (const [name, value] of Object.entries(call.headers ?? {}))
            headers.set(name, value);
        return headers;
    }

    #noAnswer(code: string, why: string, cause?: unknown): ConduitError {
        return new ConduitError(`no answer from ${this.#baseUrl}: ${why}`, 0, code, [], null, { cause });
    }
}

function answerFrom(response: Response, text: string, baseUrl: string): Answer {
    if (!response.ok)
        throw refusalFrom(response, text);
    try {
        return { text, value: JSON.parse(text) };
    } catch (cause) {
        const message = `HTTP ${response.status} with a body that is no JSON; is there a Conduit broker at ${baseUrl}?`;
        throw new ConduitError(message, response.status, "", [], null, { cause });
    }
}

/** fetch says "fetch failed" and hides why. */
function rootOf(error: any): string {
    const cause = error?.cause ?? error;
    return cause?.message || cause?.code || String(cause);
}

function queryText(query: Query = {}): string {
    const pieces = Object.entries(query)
        .filter(([, value]) => value !== undefined && value !== null)
        .map(([name, value]) => `${name}=${[value].flat().map(piece => encodeURIComponent(String(piece))).join(",")}`);
    return pieces.length > 0 ? `?${pieces.join("&")}` : "";
}
