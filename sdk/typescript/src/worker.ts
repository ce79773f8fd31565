// SPDX-License-Identifier: MIT
import { Delivery } from "./delivery.js";
import { ConduitError } from "./errors.js";
import { Http, pauseAfter, type Answer, type ConnectionOptions } from "./http.js";
import { objectText } from "./json.js";
import { isSilence, Link } from "./link.js";
import { Run, type Handler } from "./run.js";
import { realSurroundings, sleep, type Host, type Surroundings } from "./surroundings.js";
import { version } from "./version.js";
import { withTexts, type ClaimedTask, type TaskPayloadSchema } from "./wire.js";

/** Everything is optional. As on the wire, durations are seconds unless their name ends in Ms. */
export interface WorkerOptions extends ConnectionOptions {
    /** What it calls itself; no two workers should share a name. Default: `WORKER_NAME`, else host, process and chance. */
    name?: string;
    /** Tasks at a time, 1 to 1,000; default: one for each core. */
    concurrency?: number;
    /** Take only from these queues: a list, or a weight (1 to 1,000) for each. Default: from any. */
    queues?: readonly string[] | Readonly<Record<string, number>>;
    /** How long a claimed task stays this worker's without a heartbeat, 1 to 86,400 s; default 30. */
    lease?: number;
    /** How long running tasks may go on after stop(), in seconds; default 25. */
    grace?: number;
    /** Takes a line for people about what is out of the ordinary. Default: console.error. */
    log?: (line: string) => void;
}

/** A schema as the worker registers it; the type is known. */
export type HandlerSchema = Omit<TaskPayloadSchema, "task_type">;

/** A broker's bound on one claim. */
const CLAIM_MAX = 100;
/** Seconds that a claim waits for a task. */
const CLAIM_WAIT = 20;
/** A claim that was held back is not answered empty sooner than this, in milliseconds. */
const HELD_MIN = 1_000;
/** Milliseconds between two heartbeats at most: they also bring news, and keep the broker knowing of a worker that is idle. */
const BEAT_PAUSE_MAX = 10_000;
/** Seconds before somebody else may find a task that came although there is no handler for it here. */
const NO_HANDLER_DELAY = 30;
/** Milliseconds for the broker's answer to a claim that the worker wants nothing of any more. */
const LAST_ANSWER = 1_000;
/** Milliseconds for handlers to end once they are told that the grace is over, for example to leave a checkpoint. */
const LAST_WORDS = 1_000;
/** Milliseconds for the last results and releases. */
const FAREWELL = 3_000;

/**
 * Claims tasks, runs their handlers, keeps their leases and delivers their results, also to a broker that goes and comes back.
 * Handlers share one thread: one that computes for seconds without an await keeps heartbeats from being sent.
 */
export class Worker {
    readonly #link: Link;
    readonly #delivery: Delivery;
    readonly #surroundings: Surroundings;
    readonly #options: WorkerOptions;
    /** Milliseconds, as the grace. */
    readonly #lease: number;
    readonly #grace: number;
    readonly #handlers = new Map<string, { run: Handler; schema?: HandlerSchema }>();
    readonly #runs = new Set<Run>();
    readonly #stopping = new AbortController();
    #stoppedAt = 0;
    /** Of the claim that waits. */
    readonly #hangingUp = new AbortController();
    readonly #ended = new AbortController();

    #working: Promise<void> | undefined;
    #host: Host = { name: "", cores: 1 };
    #name = "";
    #concurrency = 1;
    /** The broker wants nothing more claimed. */
    #isDraining = false;
    /** Wakes the claims when a slot is free, or the broker stops draining. */
    #wake = () => {};

    constructor(options: WorkerOptions = {}, surroundings: Surroundings = realSurroundings) {
        requireRange("concurrency", options.concurrency, 1, 1_000);
        if (!Number.isInteger(options.concurrency ?? 1))
            throw new RangeError(`concurrency is ${options.concurrency}; it takes a whole number.`);
        requireRange("lease", options.lease, 1, 86_400);
        requireRange("grace", options.grace, 0, Infinity);
        const log = options.log ?? (line => console.error(`conduit: ${line}`));
        this.#options = options;
        this.#surroundings = surroundings;
        this.#lease = (options.lease ?? 30) * 1000;
        this.#grace = (options.grace ?? 25) * 1000;
        this.#link = new Link(new Http(options, surroundings), log);
        this.#delivery = new Delivery(this.#link, surroundings, this.#lease);
        this.#stopping.signal.addEventListener("abort", () => {
            this.#stoppedAt = surroundings.monotonic();
            this.#wake();
        });
    }

    /** Registers the handler of a type, and its schema if there is one, before run(). */
    handle(taskType: string, handler: Handler, schema?: HandlerSchema): this {
        if (this.#working)
            throw new Error(`The handler of ${taskType} comes too late: register all handlers before run().`);
        this.#handlers.set(taskType, { run: handler, schema });
        return this;
    }

    /** Works until stop() is called, or the broker says so. Calling it again gives the same promise. */
    run(): Promise<void> {
        return (this.#working ??= this.#work());
    }

    /**
     * Claims nothing more and lets handlers finish, for as long as `grace` says; then aborts their signals and gives their tasks
     * back. Resolves when that is done. A handler that ignores its signal goes on, but what it returns counts no more.
     */
    async stop(): Promise<void> {
        this.#stopping.abort();
        await this.#working;
    }

    async #work(): Promise<void> {
        if (this.#handlers.size === 0)
            throw new Error("The worker has no handler: call handle(taskType, handler) before run().");
        await this.#introduce();
        const beating = this.#keepBeating();
        try {
            await this.#keepClaiming();
            await this.#finish();
        } finally {
            this.#ended.abort();
            this.#runs.forEach(run => run.leaving.abort());
            await beating;
        }
    }

    async #introduce(): Promise<void> {
        this.#host = await this.#surroundings.host();
        this.#concurrency = this.#options.concurrency ?? this.#host.cores;
        const [chance] = new Uint32Array((await this.#surroundings.randomBytes(4)).buffer);
        this.#name =
            this.#options.name ||
            this.#surroundings.variable("WORKER_NAME") ||
            [this.#host.name, this.#host.pid, chance!.toString(36)].filter(part => part !== undefined).join("-");
    }

    // --- Claims ---

    async #keepClaiming(): Promise<void> {
        const { signal } = this.#stopping;
        let failures = 0;
        while (!signal.aborted) {
            if (this.#isDraining || this.#freeSlots() === 0) {
                await new Promise<void>(resolve => (this.#wake = resolve));
                continue;
            }
            let retryAfter: number | null = null;
            try {
                if (!this.#link.isGreeted)
                    await this.#registerSchemas();
                signal.throwIfAborted();
                failures = (await this.#claim()) ? 0 : failures + 1;
                this.#link.forgetRefusal();
            } catch (error) {
                if (signal.aborted)
                    return;
                retryAfter = this.#link.outlast(error).retryAfter;
                failures++;
            }
            if (failures > 0)
                await this.#rest(pauseAfter(failures, this.#surroundings.random(), retryAfter), signal);
        }
    }

    #freeSlots(): number {
        return this.#concurrency - this.#runs.size;
    }

    async #registerSchemas(): Promise<void> {
        for (const [taskType, { schema }] of this.#handlers) {
            if (schema)
                await this.#registerSchema({ ...schema, task_type: taskType });
        }
        this.#link.isGreeted = true;
    }

    async #registerSchema(schema: TaskPayloadSchema): Promise<void> {
        try {
            await this.#link.send("/task/set_schema", JSON.stringify(schema), { signal: this.#stopping.signal });
        } catch (error) {
            if (!(error instanceof ConduitError) || isSilence(error) || error.retryAfter !== null)
                throw error;
            // Its tasks can be run all the same.
            this.#link.log(`the schema of ${schema.task_type} was not registered: ${error.message}`);
        }
    }

    /** Claims once; false when the broker answered empty at once, and should be left alone for a moment. */
    async #claim(): Promise<boolean> {
        const { monotonic } = this.#surroundings;
        const askedAt = monotonic();
        const request = objectText({
            types: [...this.#handlers.keys()],
            queues: this.#claimedQueues(),
            worker: this.#name,
            n: Math.min(this.#freeSlots(), CLAIM_MAX),
            wait: CLAIM_WAIT,
            lease: this.#lease / 1000,
        });
        const { signal } = this.#stopping;
        const askForAnswer = () => void this.#askForLastAnswer();
        signal.addEventListener("abort", askForAnswer);
        const call = { wait: CLAIM_WAIT, signal: this.#hangingUp.signal };
        const answer = this.#link.send("/task/claim", request, call);
        const { text, value } = await answer.finally(() => signal.removeEventListener("abort", askForAnswer));
        const tasks: ClaimedTask[] = value?.tasks ?? [];
        tasks.forEach((task, place) => this.#start(withTexts(task, text, "tasks", place)));
        return tasks.length > 0 || monotonic() - askedAt >= HELD_MIN;
    }

    /**
     * When the worker stops, a task may be on its way, and would be lost until its lease ends. So the claim is not ended unless
     * the broker, an older one perhaps, does not do as it is asked. Such a one refuses the whole heartbeat, which hence has no
     * leases.
     */
    async #askForLastAnswer(): Promise<void> {
        const hangUp = () => this.#hangingUp.abort();
        void this.#rest(LAST_ANSWER, this.#ended.signal).then(hangUp);
        await this.#sendBeat({ stopping: true }).catch(hangUp);
    }

    #claimedQueues(): string[] | undefined {
        const { queues } = this.#options;
        if (queues === undefined || Array.isArray(queues))
            return queues as string[] | undefined;
        return Object.entries(queues).map(([name, weight]) => `${name}:${weight}`);
    }

    // --- Runs ---

    #start(task: ClaimedTask): void {
        for (const run of this.#runs) {
            if (run.task.id === task.id)
                this.#delivery.lose(run, "it came again");
        }
        const run: Run = new Run(task, this.#surroundings, notes => this.#delivery.tell(run, notes));
        this.#delivery.renew(run);
        this.#runs.add(run);
        run.done = this.#execute(run).finally(() => {
            this.#runs.delete(run);
            this.#wake();
        });
    }

    async #execute(run: Run): Promise<void> {
        const handler = this.#handlers.get(run.task.task_type);
        if (!handler || this.#stopping.signal.aborted) {
            run.hasEnded = true;
            return this.#delivery.giveBack(run, handler ? undefined : NO_HANDLER_DELAY);
        }
        const result = await run.perform(handler.run);
        if (run.isLost)
            return;
        if (run.stopReason === "stopping" && !result.output)
            await this.#delivery.giveBack(run);
        else
            await this.#delivery.report(run, result);
    }

    // --- Heartbeats ---

    async #keepBeating(): Promise<void> {
        const { signal } = this.#ended;
        let failures = 0;
        while (!signal.aborted) {
            try {
                await this.#beat();
                failures = 0;
            } catch (error) {
                if (signal.aborted)
                    return;
                this.#link.outlast(error);
                failures++;
            }
            const pause = failures > 0 ? pauseAfter(failures, this.#surroundings.random()) : Infinity;
            await this.#rest(Math.min(pause, this.#lease / 3, BEAT_PAUSE_MAX), signal);
        }
    }

    async #beat(): Promise<void> {
        const held = [...this.#runs].filter(run => !run.isLost);
        const leases = held.map(({ task: { id, lease_token } }) => ({ id, lease_token }));
        const { value } = await this.#sendBeat({ leases });
        // One entry for each lease, in their order.
        held.forEach((run, place) => this.#delivery.takeRenewal(run, value?.leases?.[place]));
        this.#isDraining = value?.drain === true;
        if (value?.stop === true)
            this.#stopping.abort();
        this.#wake();
    }

    #sendBeat(more: object): Promise<Answer> {
        const beat = objectText({
            host: this.#host.name,
            pid: this.#host.pid,
            version: `conduit-client ${version}`,
            types: [...this.#handlers.keys()],
            queues: this.#claimedQueues(),
            concurrency: this.#concurrency,
            ...more,
        });
        const path = `/worker/${encodeURIComponent(this.#name)}/heartbeat`;
        // So that the broker can tell how far this clock is off.
        const headers = { "Conduit-Sent-At": new Date(this.#surroundings.now()).toISOString() };
        return this.#link.send(path, beat, { ...this.#delivery.beatCall(this.#ended.signal), headers });
    }

    // --- The end ---

    async #finish(): Promise<void> {
        const graceLeft = this.#stoppedAt + this.#grace - this.#surroundings.monotonic();
        await this.#settle(run => run.done, graceLeft);
        for (const run of this.#runs)
            run.stop("stopping");
        await this.#settle(run => run.done, LAST_WORDS);
        await this.#settle(run => (run.hasEnded ? run.done : this.#delivery.giveBack(run)), FAREWELL);
    }

    /** Waits for something of all runs, but no longer than so many milliseconds. */
    async #settle(end: (run: Run) => Promise<void>, milliseconds: number): Promise<void> {
        const waiting = new AbortController();
        await Promise.race([Promise.all([...this.#runs].map(end)), this.#rest(milliseconds, waiting.signal)]);
        waiting.abort();
    }

    #rest(milliseconds: number, signal: AbortSignal): Promise<void> {
        return sleep(this.#surroundings, milliseconds, signal);
    }
}

function requireRange(name: string, value: number | undefined, least: number, most: number): void {
    if (value !== undefined && !(value >= least && value <= most))
        throw new RangeError(`${name} is ${value}; it takes ${least} to ${most}.`);
}
