// SPDX-License-Identifier: MIT
import { NoRetry, RetryIn, Snooze, TaskStopped, type StopReason } from "./errors.js";
import { asRawJson, type RawJson } from "./json.js";
import { sleep, type Surroundings } from "./surroundings.js";
import type { ClaimedTask, LogLevel } from "./wire.js";

/** What a handler gets. Its functions need no `this`: `({ task, progress }) => …`. */
export interface TaskContext<Payload = any> {
    readonly task: ClaimedTask<Payload>;
    /** Aborted when the handler should stop; its `reason` is a TaskStopped that says why. Hand it on to fetch and the like. */
    readonly signal: AbortSignal;
    /**
     * Shown with the task. `percent` is clipped to 0 to 100, `message` to 256 characters, `data` takes JSON of up to 16 KiB.
     * This, log and checkpoint go out at most once a second, and once more before the result.
     */
    progress(percent: number | null, message?: string, data?: unknown): void;
    /** A line of the task's log; clipped to 10,000 characters. */
    log(level: LogLevel, message: string): void;
    /** Any JSON value of up to 64 KiB, or rawJson(text), which the next attempt gets as `task.checkpoint`. */
    checkpoint(value: unknown): void;
}

/** Does the work of one task. Returns its output: any JSON value, or rawJson(text); undefined is null. Throws when it fails. */
export type Handler = (context: TaskContext) => unknown;

/** What a handler told and the broker does not know yet, as members of POST /task/{id}/heartbeat. */
export interface Notes {
    progress?: RawJson;
    log?: LogLine[];
    checkpoint?: RawJson;
}

interface LogLine {
    level: LogLevel;
    time: string;
    message: string;
}

/** How an attempt ended, as members of POST /task/{id}/result. */
export interface AttemptResult {
    output?: RawJson;
    error?: string;
    error_class?: string;
    stack?: string;
    no_retry?: boolean;
    retry_in?: number;
    snooze?: number;
}

/** Milliseconds between two heartbeats of one task. */
const NOTES_PAUSE = 1_000;
const NOTES_PAUSE_AFTER_FAILURE = 5_000;
/** What is kept of the log while the broker is away. */
const LOG_LINES_MAX = 1_000;
const MESSAGE_MAX = 256;
const TEXT_MAX = 10_000;

/** One attempt of one task in a worker. */
export class Run {
    /** The lease is another's, or the task was given back: what the handler does interests nobody. */
    isLost = false;
    /** The handler has ended; what is left is to deliver the result. */
    hasEnded = false;
    /** Resolves when the worker is done with it. */
    done: Promise<void> = Promise.resolve();
    /** Aborted when the worker waits for it no longer. One for each run: Node warns of a signal with many listeners. */
    readonly leaving = new AbortController();
    /** When the lease is surely over, in milliseconds of the monotonic clock. */
    leaseOver = 0;

    readonly #stopping = new AbortController();
    readonly #closing = new AbortController();
    #notes: Notes = {};
    #leftOut = 0;
    #telling: Promise<void> | undefined;
    #toldAt = -Infinity;
    #pause = NOTES_PAUSE;

    /** `tell` delivers notes; false when they should be told again. */
    constructor(
        readonly task: ClaimedTask,
        readonly surroundings: Surroundings,
        readonly tell: (notes: Notes) => Promise<boolean>,
    ) {}

    /** Asks the handler to stop. The first reason stands. */
    stop(reason: StopReason): void {
        if (!this.#stopping.signal.aborted)
            this.#stopping.abort(new TaskStopped(reason));
    }

    /** Why the handler was asked to stop; undefined when it was not. */
    get stopReason(): StopReason | undefined {
        return (this.#stopping.signal.reason as TaskStopped | undefined)?.reason;
    }

    async perform(handler: Handler): Promise<AttemptResult> {
        const result = await resultOf(handler, this.#context());
        this.hasEnded = true;
        // What was cancelled is not run again later.
        return result.snooze !== undefined && this.stopReason === "cancelled" ? { error: "cancelled" } : result;
    }

    /** Delivers what has not been told yet. Nothing is told on its own after this; false when it should be tried again. */
    async tellTheRest(): Promise<boolean> {
        this.#closing.abort();
        await this.#telling;
        return this.#tellOnce();
    }

    #context(): TaskContext {
        return {
            task: this.task,
            signal: this.#stopping.signal,
            progress: (percent, message, data) => {
                const clipped = percent === null ? null : Math.min(100, Math.max(0, percent));
                this.#note({ progress: asRawJson({ percent: clipped, message: message && clip(message, MESSAGE_MAX), data }) });
            },
            log: (level, message) => {
                const time = new Date(this.surroundings.now()).toISOString();
                this.#note({ log: [{ level, time, message: clip(message, TEXT_MAX) }] });
            },
            checkpoint: value => this.#note({ checkpoint: asRawJson(value) }),
        };
    }

    /** Takes `later` up into the notes, behind what is there. */
    #note(later: Notes): void {
        if (this.hasEnded || this.isLost)
            return;
        this.#notes = this.#joined(this.#notes, later);
        if (!this.#closing.signal.aborted)
            this.#telling ??= this.#keepTelling();
    }

    #joined(earlier: Notes, later: Notes): Notes {
        const log = [...(earlier.log ?? []), ...(later.log ?? [])];
        this.#leftOut += Math.max(0, log.length - LOG_LINES_MAX);
        return { ...earlier, ...later, ...(log.length > 0 && { log: log.slice(-LOG_LINES_MAX) }) };
    }

    async #keepTelling(): Promise<void> {
        const { monotonic } = this.surroundings;
        const isOver = () => this.isLost || this.#closing.signal.aborted;
        while (!isOver() && !isEmpty(this.#notes)) {
            // Also when it is no pause at all: what a handler tells in one go goes out in one.
            await sleep(this.surroundings, this.#toldAt + this.#pause - monotonic(), this.#closing.signal);
            if (!isOver())
                await this.#tellOnce();
        }
        this.#telling = undefined;
    }

    async #tellOnce(): Promise<boolean> {
        if (isEmpty(this.#notes))
            return true;
        const notes = this.#notes;
        const leftOut = this.#leftOut;
        this.#notes = {};
        this.#leftOut = 0;
        this.#toldAt = this.surroundings.monotonic();
        const isTold = await this.tell(withLeftOut(notes, leftOut));
        if (!isTold) {
            this.#leftOut += leftOut;
            this.#notes = this.#joined(notes, this.#notes);
        }
        this.#pause = isTold ? NOTES_PAUSE : NOTES_PAUSE_AFTER_FAILURE;
        return isTold;
    }
}

function isEmpty(notes: Notes): boolean {
    return Object.keys(notes).length === 0;
}

/** The notes with a line that says how many lines before them were dropped. */
function withLeftOut(notes: Notes, count: number): Notes {
    if (count === 0 || !notes.log)
        return notes;
    const message = `${count} lines are missing; the broker was away`;
    return { ...notes, log: [{ level: "warning", time: notes.log[0]!.time, message }, ...notes.log] };
}

async function resultOf(handler: Handler, context: TaskContext): Promise<AttemptResult> {
    try {
        return { output: asRawJson(await handler(context)) };
    } catch (error) {
        return failureOf(error);
    }
}

function failureOf(thrown: unknown): AttemptResult {
    if (thrown instanceof Snooze)
        return { snooze: thrown.seconds };
    if (!(thrown instanceof Error))
        return { error: clip(textOf(thrown), TEXT_MAX), error_class: typeof thrown };
    return {
        error: clip(thrown.message || thrown.name, TEXT_MAX),
        error_class: thrown.name === "Error" ? thrown.constructor.name : thrown.name,
        stack: thrown.stack && clip(thrown.stack, TEXT_MAX),
        no_retry: thrown instanceof NoRetry ? true : undefined,
        retry_in: thrown instanceof RetryIn ? thrown.seconds : undefined,
    };
}

function textOf(thrown: unknown): string {
    try {
        return String(thrown) || "an empty text was thrown";
    } catch {
        return "something was thrown that has no text";
    }
}

/** At most so many characters, without half surrogate pairs: the broker refuses these. */
function clip(text: string, max: number): string {
    return String(text).slice(0, max).replace(/\p{Surrogate}/gu, "\ufffd");
}
