// SPDX-License-Identifier: MIT
import { ConduitError, isTransient } from "./errors.js";
import { Http, type ConnectionOptions, type Query } from "./http.js";
import { objectText } from "./json.js";
import { realSurroundings, sleep, type Surroundings } from "./surroundings.js";
import { TaskIds } from "./uuid.js";
import {
    withTexts,
    type Attempt,
    type EnqueueOptions,
    type ListParams,
    type NewTask,
    type Task,
    type TaskPage,
    type TaskPayloadSchema,
    type TaskRow,
    type UUID,
} from "./wire.js";

export interface ClientOptions extends ConnectionOptions {
    /** Whether to repeat a request by itself when no answer came, or 429, 502, 503 or 504. Default true. */
    repeat?: boolean;
}

export interface WaitOptions {
    /** Milliseconds until the second question, where the broker does not hold the first one back; default 500. */
    initialDelayMs?: number;
    /** Milliseconds between two such questions at most; default 5,000. */
    maxDelayMs?: number;
    /** How each of these pauses grows; default 1.5. */
    factor?: number;
    /** Milliseconds after which to give up, with the code `timeout`; default never. */
    timeoutMs?: number;
    /** Gives up when it is aborted, with its reason. */
    signal?: AbortSignal;
}

/** The longest that one question waits for a task's end, in seconds. */
const WAIT_MAX = 20;
/** Milliseconds for the last answer of a wait to arrive. */
const ARRIVAL = 1_000;

/**
 * Enqueues tasks at a broker and asks about them. Calls reject with a ConduitError; they are repeated where that helps, until
 * `timeoutMs` is over.
 */
export class Client {
    readonly #http: Http;
    readonly #surroundings: Surroundings;
    readonly #ids = new TaskIds();
    readonly #repeats: (error: ConduitError) => boolean;

    constructor(options: ClientOptions = {}, surroundings: Surroundings = realSurroundings) {
        this.#http = new Http(options, surroundings);
        this.#surroundings = surroundings;
        this.#repeats = options.repeat === false ? () => false : isTransient;
    }

    /** Enqueues a task; resolves once it is on the broker's disk. The payload is any JSON value, or rawJson(text). */
    async enqueue<P = any>(taskType: string, payload: P, options: EnqueueOptions = {}): Promise<Task> {
        const body = objectText(await this.#identified({ ...options, task_type: taskType, payload }));
        return this.#task("POST", "/task", { body });
    }

    /** Enqueues 1 to 1,000 tasks, all or none; resolves with them in the same order. */
    async batch(tasks: readonly NewTask[]): Promise<Task[]> {
        const texts = [];
        for (const task of tasks)
            texts.push(objectText(await this.#identified(task)));
        const { text, value } = await this.#send("POST", "/task/batch", { body: `{"tasks":[${texts.join(",")}]}` });
        return value.tasks.map((task: Task, place: number) => withTexts(task, text, "tasks", place));
    }

    get(id: UUID): Promise<Task> {
        return this.#task("GET", taskPath(id));
    }

    /**
     * Resolves with the task once it is Completed or Failed. The broker holds each question back for up to 20 s until then; one
     * that does not, since it is old or too many wait, is asked with growing pauses.
     */
    async waitForResult(id: UUID, options: WaitOptions = {}): Promise<Task> {
        const { monotonic } = this.#surroundings;
        const { initialDelayMs = 500, maxDelayMs = 5_000, factor = 1.5, timeoutMs = Infinity, signal } = options;
        const deadline = monotonic() + timeoutMs;
        let delay = initialDelayMs;
        for (;;) {
            const askedAt = monotonic();
            const timeLeft = Math.max(0, deadline - askedAt);
            const wait = Math.min(WAIT_MAX, Math.ceil(timeLeft) / 1000); // whole milliseconds, which need no exponent
            const task = await this.#ask(id, wait, timeLeft - wait * 1000 + ARRIVAL, signal);
            if (task.status === "Completed" || task.status === "Failed")
                return task;
            const now = monotonic();
            if (now >= deadline)
                throw new ConduitError(`task ${id} has not ended within ${timeoutMs} ms`, 0, "timeout");
            if (now - askedAt < wait * 500) { // an answer that was held back comes later
                await sleep(this.#surroundings, Math.min(delay, deadline - now), signal);
                delay = Math.min(delay * factor, maxDelayMs);
            }
        }
    }

    /** One page of tasks, without payloads and results. */
    async list(params: ListParams = {}): Promise<TaskPage> {
        return (await this.#send("GET", "/task", { query: params as Query })).value;
    }

    /** All tasks of all pages: `for await (const task of client.listAll({ state: "dead" }))`. */
    async *listAll(params: Omit<ListParams, "before"> = {}): AsyncGenerator<TaskRow, void, undefined> {
        // A page may be empty and still have a next one.
        for (let after: string | null | undefined = params.after; after !== null;) {
            const page: TaskPage = await this.list({ ...params, after });
            yield* page.tasks;
            after = page.next;
        }
    }

    /** Cancels a waiting task at once, and asks a running one to stop. `reason`: up to 1,000 characters. */
    cancel(id: UUID, reason?: string): Promise<Task> {
        return this.#change(taskPath(id, "/cancel"), reason === undefined ? undefined : objectText({ reason }));
    }

    /** Gives a dead or cancelled task all its attempts again, and makes a retrying one due at once. */
    retry(id: UUID): Promise<Task> {
        return this.#change(taskPath(id, "/retry"));
    }

    /** The types that have a schema, sorted. */
    async types(): Promise<string[]> {
        return (await this.#send("GET", "/task/types")).value;
    }

    async schema(taskType: string): Promise<TaskPayloadSchema> {
        return (await this.#send("GET", `/task/types/${encodeURIComponent(taskType)}/schema`)).value;
    }

    /** Registers or replaces the schema of a type; resolves with it as it is stored. */
    async setSchema(schema: TaskPayloadSchema): Promise<TaskPayloadSchema> {
        return (await this.#send("POST", "/task/set_schema", { body: JSON.stringify(schema) })).value;
    }

    /** What has been tried, in order. */
    async attempts(id: UUID): Promise<Attempt[]> {
        return (await this.#send("GET", taskPath(id, "/attempts"))).value.attempts;
    }

    /** The original's name of enqueue. */
    createTask<P = any>(taskType: string, payload: P): Promise<Task> {
        return this.enqueue(taskType, payload);
    }

    /** The original's name of get. */
    getTask(id: UUID): Promise<Task> {
        return this.get(id);
    }

    /** The original's name of types. */
    getListTaskTypes(): Promise<string[]> {
        return this.types();
    }

    /** The original's name of schema. */
    getPayloadSchema(taskType: string): Promise<TaskPayloadSchema> {
        return this.schema(taskType);
    }

    #send(method: string, path: string, call: Parameters<Http["send"]>[2] = {}) {
        return this.#http.send(method, path, { repeats: this.#repeats, ...call });
    }

    async #task(method: string, path: string, call: Parameters<Http["send"]>[2] = {}): Promise<Task> {
        const { text, value } = await this.#send(method, path, call);
        return withTexts(value, text);
    }

    /** The key makes a repeat harmless: without it, a second cancel of a task that the first one has ended is refused. */
    async #change(path: string, body?: string): Promise<Task> {
        return this.#task("POST", path, { body, headers: { "Idempotency-Key": await this.#newId() } });
    }

    async #ask(id: UUID, wait: number, timeLeft: number, signal?: AbortSignal): Promise<Task> {
        const timeoutMs = Math.min(this.#http.timeoutMs, timeLeft);
        const tooManyWait = (error: unknown) => error instanceof ConduitError && error.status === 429;
        try {
            const repeats = (error: ConduitError) => !tooManyWait(error) && this.#repeats(error);
            return await this.#task("GET", taskPath(id), { query: { wait }, wait, timeoutMs, signal, repeats });
        } catch (error) {
            if (!tooManyWait(error))
                throw error;
            return this.#task("GET", taskPath(id), { timeoutMs, signal });
        }
    }

    async #identified(task: NewTask): Promise<NewTask> {
        return { ...task, id: task.id ?? (await this.#newId()) };
    }

    async #newId(): Promise<UUID> {
        return this.#ids.next(this.#surroundings.now(), await this.#surroundings.randomBytes(10));
    }
}

function taskPath(id: UUID, rest = ""): string {
    if (!id)
        throw new TypeError("The id of a task is missing; without one the path would mean something else.");
    return `/task/${encodeURIComponent(id)}${rest}`;
}
