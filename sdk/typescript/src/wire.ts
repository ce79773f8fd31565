// SPDX-License-Identifier: MIT
// What travels between the broker and its clients, in the API's own words. Times are RFC 3339 texts in UTC, durations are
// seconds. A later broker may say more: unknown members stay where they are, and so do unknown words.
import { textAt } from "./json.js";

export type UUID = string;

/** The four words of the original. `state` says more. */
export type TaskStatus = "Pending" | "Running" | "Completed" | "Failed";

type KnownState = "scheduled" | "blocked" | "ready" | "retrying" | "running" | "completed" | "dead" | "cancelled";
/** Known words, or any other that a later broker may use. */
export type TaskState = KnownState | (string & {});

/** How a task ended. `error` is null when it completed. */
export interface TaskResult<Output = any> {
    output: Output | null;
    error: string | null;
}

/** How long a task rests after its n-th failed attempt: docs/task-lifecycle.md, Retries. A kind takes only its own members. */
export interface Backoff {
    kind?: "polynomial" | "exponential" | "fixed" | "list" | null;
    /** Seconds. */
    base?: number | null;
    factor?: number | null;
    /** Seconds at most. */
    cap?: number | null;
    /** Seconds after each attempt, of a list only. */
    delays?: number[] | null;
    /** The share, 0 to 1, that chance adds or takes. */
    jitter?: number | null;
}

export interface Progress {
    /** 0 to 100. */
    percent?: number | null;
    message?: string | null;
    data?: unknown;
}

/** Why a task does not run yet. */
export interface WaitReason {
    /** For example `not_due`, `no_worker` or `queue_paused`. */
    reason: string;
    /** A sentence for people. */
    detail: string;
    until?: string;
}

interface TaskMembers {
    id: UUID;
    task_type: string;
    status: TaskStatus;
    created_at: string;
    /** Of the latest attempt; null before the first. */
    started_at: string | null;
    /** When it ended, however it ended. */
    completed_at: string | null;
    state: TaskState;
    queue: string;
    /** 0 to 9, higher runs sooner. */
    priority: number;
    run_at: string;
    /** Attempts started so far. */
    attempt: number;
    max_attempts: number;
    backoff: Backoff;
    retry_for: number | null;
    /** How many attempts do not count. */
    uncharged: number;
    /** Seconds that an attempt may take; 0: any. */
    timeout: number;
    expires_at: string | null;
    worker: string | null;
    lease_expires_at: string | null;
    progress: Progress | null;
    tags: string[];
    meta: Record<string, any> | null;
    unique_key: string | null;
    serial_key: string | null;
    /** What the client that enqueued it called itself in the header Conduit-Actor. */
    enqueued_by: string | null;
    parents: UUID[];
    workflow: string | null;
    cancel_requested: boolean;
    trashed_at: string | null;
    /** Only from get, waitForResult, cancel and retry; null elsewhere. */
    waiting_for: WaitReason[] | null;
    version: number;
}

export interface Task<Payload = any, Output = any> extends TaskMembers {
    payload: Payload;
    /** Null until it has ended. */
    result: TaskResult<Output> | null;
    /** The payload as JSON text, exactly as the broker sent it: no number is rounded. Not enumerable. */
    readonly payloadText: string;
    /** The output of the result in the same way; null while there is no result. Not enumerable. */
    readonly outputText: string | null;
}

/** A task as a worker gets it. */
export interface ClaimedTask<Payload = any, Output = any> extends Task<Payload, Output> {
    /** Proves who holds the lease. */
    lease_token: string;
    /** What an earlier attempt left, or null. */
    checkpoint: any;
    /** The checkpoint as JSON text. Not enumerable. */
    readonly checkpointText: string;
}

/** A task in a list: without payload and result. */
export interface TaskRow extends TaskMembers {
    /** Of the latest attempt that failed. */
    error: string | null;
    /** Bytes. */
    payload_size: number;
    /** Bytes of the output. */
    result_size: number;
}

export interface TaskPage {
    tasks: TaskRow[];
    /** For `after`: the next page; null on the last one. */
    next: string | null;
    /** For `before`: the previous page; null on the first one. */
    prev: string | null;
    /** Grows with every change; for `changed_since`. */
    revision: number;
}

/** What a task may be enqueued with, besides its type and payload: docs/api.md, `POST /task`. */
export interface EnqueueOptions {
    /** Chosen by the client, so that repeating is harmless; a UUID, default a new one of version 7. */
    id?: UUID;
    /** 1 to 100 characters without `:` and `,`; default `default`. */
    queue?: string;
    /** 0 to 9, higher runs sooner; default 5. */
    priority?: number;
    /** A time with its offset; not together with `delay`. */
    run_at?: string;
    /** Seconds from now. */
    delay?: number;
    /** A time: the task is dead when no attempt has begun by then. */
    expires_at?: string;
    /** 1 to 1,000; default 20. */
    max_attempts?: number;
    backoff?: Backoff;
    /** Seconds since the first start, after which no attempt begins. */
    retry_for?: number;
    /** Seconds for one attempt; 0: any. Default 1,800. */
    timeout?: number;
    /** Of the tasks of one type at most one holds a key. */
    unique_key?: string;
    unique_for?: "done" | "start" | number;
    on_conflict?: "return" | "reject" | "replace" | "keep_last";
    /** Of the tasks with one key one at a time, in the order of enqueueing. */
    serial_key?: string;
    /** Up to 16 texts of up to 64 characters. */
    tags?: string[];
    /** At most 4 KiB. */
    meta?: Record<string, unknown>;
}

/** One task of a batch. The payload is any JSON value, or rawJson(text). */
export interface NewTask extends EnqueueOptions {
    task_type: string;
    payload?: unknown;
}

/** docs/api.md, `GET /task`. A text is one value, a list any of several. */
export interface ListParams {
    state?: TaskState | TaskState[];
    status?: TaskStatus | TaskStatus[];
    type?: string | string[];
    queue?: string | string[];
    /** A filter, for example `status:failed created:<2h`. */
    q?: string;
    /** Deleted tasks instead of the others. */
    trash?: boolean;
    /** A revision: only tasks that changed later. */
    changed_since?: number;
    /** `created`, `run_at`, `priority`, `started`, `completed`, `duration`; with `-` in front for falling. Default `-created`. */
    sort?: string;
    /** 1 to 500 tasks a page; default 50. */
    limit?: number;
    /** A cursor from `next`. */
    after?: string;
    /** A cursor from `prev`; not together with `after`. */
    before?: string;
}

export interface Attempt {
    /** From 1. */
    number: number;
    worker: string | null;
    started_at: string;
    /** Null while it runs, as is `outcome`. */
    ended_at: string | null;
    /** `completed`, `failed`, `timeout`, `lease_lost`, `worker_died`, `cancelled`, `released` or `snoozed`. */
    outcome: string | null;
    error: string | null;
    error_class: string | null;
    stack: string | null;
    exit_code: number | null;
}

export type FieldType = "string" | "number" | "boolean" | "object" | "array";

export interface PayloadField {
    field_type: FieldType;
    required: boolean;
    description?: string | null;
    example?: any;
}

/** What payload a type takes. Members that `fields` does not name are allowed. */
export interface TaskPayloadSchema {
    task_type: string;
    description?: string | null;
    fields: Record<string, PayloadField>;
}

/** A fault in a payload, or in a filter. */
export interface SchemaFault {
    /** A JSON pointer into the payload; `q` for a filter. */
    pointer: string;
    /** `required`, `type` or `syntax`. */
    keyword: string;
    message: string;
    /** Of a filter, in UTF-16 units. */
    position?: number;
    length?: number;
}

export type LogLevel = "debug" | "info" | "warning" | "error";

/** Gives a task that was read from `text`, where it stands at `path`, the exact texts of its parts; cut when asked for. */
export function withTexts<T extends Task>(task: T, text: string, ...path: (string | number)[]): T {
    return Object.defineProperties(task, {
        payloadText: { get: () => textAt(text, ...path, "payload") },
        outputText: { get: () => textAt(text, ...path, "result", "output") ?? null },
        checkpointText: { get: () => textAt(text, ...path, "checkpoint") },
    });
}
