// SPDX-License-Identifier: MIT
export { Client, type ClientOptions, type WaitOptions } from "./client.js";
export { ConduitError, NoRetry, RetryIn, Snooze, TaskStopped, type StopReason } from "./errors.js";
export { type ConnectionOptions } from "./http.js";
export { rawJson, type RawJson } from "./json.js";
export { type Handler, type TaskContext } from "./run.js";
export { type Surroundings } from "./surroundings.js";
export { version } from "./version.js";
export { Worker, type HandlerSchema, type WorkerOptions } from "./worker.js";
export type {
    Attempt,
    Backoff,
    ClaimedTask,
    EnqueueOptions,
    FieldType,
    ListParams,
    LogLevel,
    NewTask,
    PayloadField,
    Progress,
    SchemaFault,
    Task,
    TaskPage,
    TaskPayloadSchema,
    TaskResult,
    TaskRow,
    TaskState,
    TaskStatus,
    UUID,
    WaitReason,
} from "./wire.js";
