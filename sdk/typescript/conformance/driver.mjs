// SPDX-License-Identifier: MIT
// Does what the conformance suite says, a command a line on stdin, with nothing but the public API. Answers and events go to
// stdout, a line each; logs go to stderr. Commands may overlap.
import { createInterface } from "node:readline";
import { Client, ConduitError, NoRetry, rawJson, RetryIn, Snooze, version, Worker } from "conduit-client";

let client;
let worker;
const holding = new Map(); // by task: what ends the waiting of its handlers

const say = what => process.stdout.write(`${JSON.stringify(what)}\n`);

const commands = {
    configure({ url, token, timeout, repeat }) {
        client = new Client({ baseUrl: url, token, timeoutMs: timeout && timeout * 1000, repeat });
        return { sdk: "typescript", version };
    },
    enqueue({ task_type, payload, payload_text, options }) {
        return client.enqueue(task_type, payload_text === undefined ? payload : rawJson(payload_text), options);
    },
    batch: ({ tasks }) => client.batch(tasks.map(({ options, ...task }) => ({ ...options, ...task }))),
    async get({ id, text }) {
        const task = await client.get(id);
        return text ? { payload_text: task.payloadText, output_text: task.outputText } : task;
    },
    wait: ({ id, timeout }) => client.waitForResult(id, { timeoutMs: timeout * 1000 }),
    async list({ params, all }) {
        if (!all)
            return client.list(listParams(params));
        const tasks = [];
        for await (const task of client.listAll(listParams(params)))
            tasks.push(task);
        return { tasks };
    },
    cancel: ({ id, reason }) => client.cancel(id, reason),
    retry: ({ id }) => client.retry(id),
    types: () => client.types(),
    schema: ({ task_type }) => client.schema(task_type),
    set_schema: ({ schema }) => client.setSchema(schema),
    attempts: ({ id }) => client.attempts(id),

    worker_start({ url, token, name, concurrency, lease, grace, queues, handlers, schemas = {} }) {
        worker = new Worker({ baseUrl: url, token, name, concurrency, lease, grace, queues });
        for (const [type, behaviour] of Object.entries(handlers))
            worker.handle(type, context => perform(behaviour, context), schemas[type]);
        worker.run().then(() => say({ event: "worker_ended" }), error => console.error(error));
        return {};
    },
    async worker_stop() {
        await worker.stop();
        return {};
    },
    let_go({ task }) {
        holding.get(task)?.forEach(end => end());
        holding.delete(task);
        return {};
    },
};

/** The suite writes a query as it stands in a URL: several words with commas between them. */
function listParams(params = {}) {
    const isList = name => ["state", "status", "type", "queue"].includes(name) && typeof params[name] === "string";
    return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, isList(name) ? value.split(",") : value]));
}

async function perform(behaviour, context) {
    const { task, signal } = context;
    say({ event: "started", task: task.id, type: task.task_type, attempt: task.attempt, checkpoint: task.checkpoint });
    if (behaviour.do !== "stubborn")
        signal.addEventListener("abort", () => say({ event: "cancelled", task: task.id }));
    try {
        tell(behaviour.tell ?? {}, context);
        return await behaviours[behaviour.do](behaviour, context);
    } finally {
        say({ event: "ended", task: task.id });
    }
}

function tell(what, { progress, log, checkpoint }) {
    if (what.progress)
        progress(what.progress.percent, what.progress.message);
    for (const line of what.log ?? [])
        log("info", line);
    if ("checkpoint" in what)
        checkpoint(what.checkpoint);
}

const echo = task => rawJson(task.payloadText);

const behaviours = {
    return: (behaviour, { task }) => ("value" in behaviour ? behaviour.value : echo(task)),
    fail({ message }) {
        throw new Error(message);
    },
    no_retry({ message }) {
        throw new NoRetry(message);
    },
    retry_in({ seconds, message }) {
        throw new RetryIn(seconds, message);
    },
    snooze({ seconds }) {
        throw new Snooze(seconds);
    },
    async hold(_, { task, signal }) {
        const stopped = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
        await Promise.race([untilLetGo(task), stopped]);
        return echo(task);
    },
    async stubborn(_, { task }) {
        await untilLetGo(task);
        return echo(task);
    },
};

/** Waits until the suite lets go of the task. An attempt whose lease was lost may still wait beside the next one. */
function untilLetGo(task) {
    return new Promise(resolve => holding.set(task.id, [...(holding.get(task.id) ?? []), resolve]));
}

async function obey({ call, do: name, ...members }) {
    try {
        say({ call, ok: await commands[name](members) });
    } catch (error) {
        if (!(error instanceof ConduitError))
            console.error(error);
        const { status = 0, code = "", message, details = [], retryAfter = null } = error;
        say({ call, error: { status, code, message, details, retry_after: retryAfter } });
    }
}

for await (const line of createInterface({ input: process.stdin }))
    obey(JSON.parse(line));
process.exit(0);
