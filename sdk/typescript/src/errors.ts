// SPDX-License-Identifier: MIT
import type { SchemaFault } from "./wire.js";

/** A call that failed: the broker refused it, or no answer came. */
export class ConduitError extends Error {
    override readonly name = "ConduitError";

    constructor(
        message: string,
        /** The HTTP status; 0 when no answer came. */
        readonly status: number,
        /**
         * The API's word, for example `schema_mismatch`, which programs should look at. `unreachable` or `timeout` when no answer
         * came; empty when the answer had no word, as from a proxy.
         */
        readonly code: string,
        /** The faults of a payload or filter; otherwise empty. */
        readonly details: SchemaFault[] = [],
        /** Seconds after which the broker wants to be asked again, or null. */
        readonly retryAfter: number | null = null,
        options?: ErrorOptions,
    ) {
        super(message, options);
    }
}

/** Whether the same request may succeed soon: no answer, 429, 502, 503 or 504. */
export function isTransient(error: ConduitError): boolean {
    return error.status === 0 || [429, 502, 503, 504].includes(error.status);
}

/** What an answer that is no 2xx means. Its body may be anything: the broker's JSON, a proxy's page, nothing. */
export function refusalFrom(response: Response, body: string): ConduitError {
    const said = wordsOf(body);
    const status = `HTTP ${response.status} ${response.statusText}`.trimEnd();
    const seconds = response.headers.get("Retry-After")?.trim() ?? "";
    return new ConduitError(
        said.message ? `${status}: ${said.message}` : status,
        response.status,
        said.code,
        said.details,
        // The header may also name a date. Our clock and that of whoever set it may differ, so that is no wait we could trust.
        /^\d+$/.test(seconds) ? Number(seconds) : null,
    );
}

function wordsOf(body: string): { code: string; message: string; details: SchemaFault[] } {
    let error: any;
    try {
        error = JSON.parse(body)?.error;
    } catch {
        // A proxy's page, or nothing. The status has to suffice.
    }
    return {
        code: typeof error?.code === "string" ? error.code : "",
        message: typeof error?.message === "string" ? error.message : "",
        details: Array.isArray(error?.details) ? error.details : [],
    };
}

/** Thrown by a handler: no attempt can help, the task is dead now. */
export class NoRetry extends Error {
    override readonly name = "NoRetry";
}

/** Thrown by a handler: the attempt failed, and the next one is due in so many seconds instead of by the retry curve. */
export class RetryIn extends Error {
    override readonly name = "RetryIn";

    /** `seconds`: 0 to 31,622,400 (366 days). */
    constructor(readonly seconds: number, message: string, options?: ErrorOptions) {
        super(message, options);
        requireDelay(seconds);
    }
}

/** Thrown by a handler: neither done nor failed, run it again in so many seconds. The attempt does not count. */
export class Snooze extends Error {
    override readonly name = "Snooze";

    /** `seconds`: 0 to 31,622,400 (366 days). */
    constructor(readonly seconds: number) {
        super(`to be run again in ${seconds} s`);
        requireDelay(seconds);
    }
}

function requireDelay(seconds: number): void {
    if (!(seconds >= 0 && seconds <= 31_622_400))
        throw new RangeError(`seconds is ${seconds}; it takes 0 to 31622400.`);
}

/**
 * Why a handler should stop:
 * - `cancelled`: somebody cancelled the task, or its time is up. Throw, and the attempt ends; return, and it is completed.
 * - `lease_lost`: the task may run elsewhere by now. Nothing that the handler does or returns counts any more.
 * - `stopping`: the worker stops and its grace is over; the task was given back, uncharged.
 */
export type StopReason = "cancelled" | "lease_lost" | "stopping";

/** The `reason` of a handler's `signal`. Named AbortError, as everything that an AbortSignal ends. */
export class TaskStopped extends Error {
    override readonly name = "AbortError";

    constructor(readonly reason: StopReason) {
        super({
            cancelled: "the task was cancelled, or its time is up",
            lease_lost: "the lease was lost; another worker may have the task",
            stopping: "the worker stops and has given the task back",
        }[reason]);
    }
}
