// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { NoRetry, rawJson, RetryIn, Snooze, version, Worker } from "conduit-client";
import { check, refusal, ScriptedBroker, taskView, TestSurroundings } from "./support.mjs";

const CLAIM = "POST /task/claim";
const BEAT = "POST /worker/me/heartbeat";
/** With this lease a heartbeat goes out every 500 ms, and the lease is surely over after 2,575 ms. */
const LEASE = 1.5;
const BEAT_PAUSE = 500;

/** A worker `me` that runs, whose greeting the broker has answered. */
async function start(t, handlers, options = {}) {
    const broker = await ScriptedBroker.start(t);
    const surroundings = new TestSurroundings();
    const lines = [];
    const log = line => lines.push(line);
    const worker = new Worker({ baseUrl: broker.url, name: "me", lease: LEASE, log, ...options }, surroundings);
    for (const [type, handler] of Object.entries(handlers))
        worker.handle(type, handler);
    const ended = worker.run();
    await answerBeat(broker);
    return { broker, surroundings, lines, worker, ended };
}

function claimed(id, members = {}) {
    return taskView({ id, state: "running", status: "Running", lease_token: `token ${id}`, checkpoint: null, ...members });
}

/** Answers the next claim with tasks of these ids, or with whole tasks. */
async function hand(broker, ...tasks) {
    const claim = await broker.next(CLAIM);
    claim.answer(200, { tasks: tasks.map(task => (typeof task === "string" ? claimed(task) : task)) });
    return claim;
}

/** Answers the next heartbeat of the worker; `said` by id of a task, or `drain` and `stop`. */
async function answerBeat(broker, said = {}) {
    const beat = await broker.next(BEAT);
    const leases = beat.body.leases.map(({ id }) => ({ id, lease_expires_at: "…", cancel_requested: false, ...said[id] }));
    beat.answer(200, { leases, drain: said.drain ?? false, stop: said.stop ?? false });
    return beat;
}

async function answerResult(broker, id, status = 200, body = { status: "Completed" }) {
    const request = await broker.next(`POST /task/${id}/result`);
    request.answer(status, body);
    return request.body;
}

/** A handler that holds until the test says what it returns. */
function holding() {
    const holds = {};
    const watchers = [];
    const handler = context => new Promise((resolve, reject) => {
        holds[context.task.id] = { context, resolve, reject };
        watchers.splice(0).forEach(watcher => watcher());
    });
    const started = async id => {
        while (!holds[id])
            await new Promise(resolve => watchers.push(resolve));
        return holds[id];
    };
    return { handler, started };
}

const stopped = signal => new Promise(resolve => signal.addEventListener("abort", () => resolve(signal.reason)));

// --- Claims ---

check("a claim names the types, the worker, the lease and the queues", async t => {
    const handlers = { echo: () => null, shout: () => null };
    const plain = await start(t, handlers, { concurrency: 3 });
    const { body } = await plain.broker.next(CLAIM);
    assert.deepEqual(body, { types: ["echo", "shout"], worker: "me", n: 3, wait: 20, lease: 1.5 });
    const listed = await start(t, handlers, { queues: ["mails", "default"] });
    assert.deepEqual((await listed.broker.next(CLAIM)).body.queues, ["mails", "default"]);
    const weighed = await start(t, handlers, { queues: { mails: 3, default: 1 } });
    assert.deepEqual((await weighed.broker.next(CLAIM)).body.queues, ["mails:3", "default:1"]);
});

check("a worker claims no more than its free slots, and nothing when there is none", async t => {
    const { handler, started } = holding();
    const { broker, surroundings } = await start(t, { echo: handler }, { concurrency: 3 });
    assert.equal((await hand(broker, "1", "2")).body.n, 3);
    assert.equal((await hand(broker, "3")).body.n, 1);
    await started("3");
    await surroundings.pass(BEAT_PAUSE);
    await answerBeat(broker);
    await surroundings.pass(BEAT_PAUSE);
    await answerBeat(broker);
    await broker.settle();
    assert.deepEqual(broker.waiting, [], "all slots are taken");

    (await started("2")).resolve("done");
    await answerResult(broker, "2");
    assert.equal((await broker.next(CLAIM)).body.n, 1);
});

check("a claim asks for a hundred tasks at most", async t => {
    const { broker } = await start(t, { echo: () => null }, { concurrency: 500 });
    assert.equal((await broker.next(CLAIM)).body.n, 100);
});

check("a claim that is answered empty at once is not sent again at once", async t => {
    const { broker, surroundings } = await start(t, { echo: () => null });
    for (const pause of [100, 200, 400]) {
        await hand(broker);
        await surroundings.pass(pause);
    }
    const held = await broker.next(CLAIM);
    surroundings.passTo(surroundings.time + 20_000);
    held.answer(200, { tasks: [] });
    await broker.next(CLAIM);
});

check("a task without a handler is given back for half a minute", async t => {
    const { broker } = await start(t, { echo: () => null });
    await hand(broker, claimed("1", { task_type: "unheard of" }));
    const release = await broker.next("POST /task/1/release");
    assert.deepEqual(release.body, { lease_token: "token 1", delay: 30 });
    release.answer(200, { status: "Pending" });
});

check("a handler gets the task, with the exact texts of payload and checkpoint", async t => {
    let seen;
    const { broker } = await start(t, { echo: ({ task }) => void (seen = task) });
    const task = JSON.stringify(claimed("2", { attempt: 3, payload: "P", checkpoint: "C" }));
    const exact = task.replace('"P"', "12345678901234567890").replace('"C"', '{"page":1.50}');
    (await broker.next(CLAIM)).answer(200, `{"tasks":[${JSON.stringify(claimed("1"))},${exact}]}`);
    await answerResult(broker, "2");
    assert.equal(seen.attempt, 3);
    assert.equal(seen.checkpoint.page, 1.5);
    assert.deepEqual([seen.payloadText, seen.checkpointText], ["12345678901234567890", '{"page":1.50}']);
});

// --- Results ---

check("what a handler returns is the output", async t => {
    const outputs = { 1: { pages: 12 }, 2: undefined, 3: rawJson("12345678901234567890") };
    const { broker } = await start(t, { echo: async ({ task }) => outputs[task.id] }, { concurrency: 3 });
    await hand(broker, "1", "2", "3");
    assert.deepEqual(await answerResult(broker, "1"), { lease_token: "token 1", output: { pages: 12 } });
    assert.deepEqual(await answerResult(broker, "2"), { lease_token: "token 2", output: null });
    const third = await broker.next("POST /task/3/result");
    assert.equal(third.text, '{"lease_token":"token 3","output":12345678901234567890}');
});

class NotFound extends Error {}

for (const [what, thrown, expected] of [
    ["an error", () => new NotFound("no such host"), { error: "no such host", error_class: "NotFound" }],
    ["an error of the language", () => new TypeError("no number"), { error: "no number", error_class: "TypeError" }],
    ["an error without a message", () => new Error(), { error: "Error", error_class: "Error" }],
    ["NoRetry", () => new NoRetry("no picture"), { error: "no picture", error_class: "NoRetry", no_retry: true }],
    ["RetryIn", () => new RetryIn(60, "busy"), { error: "busy", error_class: "RetryIn", retry_in: 60 }],
    ["a text", () => "out of paper", { error: "out of paper", error_class: "string" }],
    ["nothing", () => undefined, { error: "undefined", error_class: "undefined" }],
    ["what has no text", () => Object.create(null), { error: "something was thrown that has no text", error_class: "object" }],
    ["half a surrogate pair", () => "\ud83d!", { error: "\ufffd!", error_class: "string" }],
    ["Snooze", () => new Snooze(1.5), { snooze: 1.5 }],
]) {
    check(`a handler that throws ${what} says so in its result`, async t => {
        const { broker } = await start(t, { echo: () => { throw thrown(); } });
        await hand(broker, "1");
        const { lease_token, stack, ...result } = await answerResult(broker, "1");
        assert.equal(lease_token, "token 1");
        assert.deepEqual(result, expected);
        if (thrown() instanceof Error && !expected.snooze)
            assert.match(stack, /worker\.test\.mjs/);
    });
}

check("an output that is no JSON is a failure that says why", async t => {
    const { broker } = await start(t, { echo: () => ({ big: 1n }) });
    await hand(broker, "1");
    assert.match((await answerResult(broker, "1")).error, /BigInt/);
});

check("RetryIn and Snooze refuse what is no delay", () => {
    for (const seconds of [-1, NaN, 31_622_401, undefined]) {
        assert.throws(() => new Snooze(seconds), /it takes 0 to 31622400/);
        assert.throws(() => new RetryIn(seconds, "later"), RangeError);
    }
});

check("a result survives an outage: it is sent until it is acknowledged", async t => {
    const { broker, surroundings } = await start(t, { echo: () => "done" }, { concurrency: 1, lease: 30 });
    const { port } = broker;
    await hand(broker, "1");
    (await broker.next("POST /task/1/result")).breakOff();
    await broker.goAway();
    for (const pause of [100, 200, 400])
        await surroundings.pass(pause);
    await surroundings.waits(800);
    await broker.listen(port);
    await surroundings.pass(800);
    await answerResult(broker, "1", 503, refusal("storage_busy"));
    await surroundings.pass(1600);
    await answerResult(broker, "1", 500, refusal("storage_failed"));
    await surroundings.pass(3200);
    const { output } = await answerResult(broker, "1");
    assert.equal(output, "done");
});

check("a result that is not acknowledged holds its lease and its slot", async t => {
    const { broker, surroundings } = await start(t, { echo: () => "done" }, { concurrency: 1 });
    await hand(broker, "1");
    await answerResult(broker, "1", 507, refusal("storage_full"));
    await surroundings.pass(BEAT_PAUSE);
    assert.deepEqual((await answerBeat(broker)).body.leases, [{ id: "1", lease_token: "token 1" }]);
    await broker.settle();
    assert.ok(!broker.waiting.includes(CLAIM));
});

for (const [status, code] of [[409, "lease_lost"], [409, "already_ended"], [404, "not_found"]]) {
    check(`a result that is refused with ${code} is dropped, and the log says so`, async t => {
        const { broker, lines } = await start(t, { echo: () => "done" }, { concurrency: 1 });
        await hand(broker, "1");
        await answerResult(broker, "1", status, refusal(code, "It is over."));
        await broker.next(CLAIM);
        assert.match(lines.join(), /the result of task 1 is not wanted any more: HTTP 4\d\d .*It is over\./);
    });
}

for (const [status, code] of [[413, "payload_too_large"], [400, "malformed_json"]]) {
    check(`a result that is refused with ${status} becomes an error`, async t => {
        const { broker } = await start(t, { echo: () => "much" }, { concurrency: 1 });
        await hand(broker, "1");
        await answerResult(broker, "1", status, refusal(code, "Not so."));
        const { error, no_retry } = await answerResult(broker, "1");
        assert.match(error, /^the result was refused: HTTP \d+ .*: Not so\.$/);
        assert.equal(no_retry, true);
        await broker.next(CLAIM);
    });
}

check("a result is given up when its lease is surely over", async t => {
    const { broker, surroundings, lines } = await start(t, { echo: () => "done" }, { concurrency: 1 });
    await hand(broker, "1");
    (await broker.next("POST /task/1/result")).answer(503, refusal("storage_busy"));
    await surroundings.pass(100);
    const last = await broker.next("POST /task/1/result");
    surroundings.passTo(2_575);
    last.answer(503, refusal("storage_busy", "Busy."));
    await broker.next(CLAIM);
    assert.match(lines.join(), /the result of task 1 is lost with its lease: HTTP 503 .*: Busy\./);
});

// --- Leases ---

check("heartbeats describe the worker and renew all its leases, also when it is idle", async t => {
    const { handler, started } = holding();
    const { broker, surroundings } = await start(t, { echo: handler }, { concurrency: 2, queues: ["mails"] });
    await surroundings.pass(BEAT_PAUSE);
    const first = await answerBeat(broker);
    assert.equal(first.headers["conduit-sent-at"], new Date(surroundings.now()).toISOString());
    assert.deepEqual(first.body, {
        host: "atlas",
        pid: 42,
        version: `conduit-client ${version}`,
        types: ["echo"],
        queues: ["mails"],
        concurrency: 2,
        leases: [],
    });
    await hand(broker, "1", "2");
    await started("2");
    await surroundings.pass(BEAT_PAUSE);
    const { leases } = (await answerBeat(broker)).body;
    assert.deepEqual(leases, [{ id: "1", lease_token: "token 1" }, { id: "2", lease_token: "token 2" }]);
});

check("heartbeats go out every ten seconds when the lease is long", async t => {
    const { broker, surroundings } = await start(t, { echo: () => null }, { lease: 3600 });
    await broker.next(CLAIM);
    await surroundings.pass(10_000);
    await answerBeat(broker);
});

check("a heartbeat that fails is sent again soon, and handlers go on", async t => {
    const { handler, started } = holding();
    const { broker, surroundings } = await start(t, { echo: handler }, { concurrency: 1 });
    await hand(broker, "1");
    const { context, resolve } = await started("1");
    await surroundings.pass(BEAT_PAUSE);
    (await broker.next(BEAT)).breakOff();
    await surroundings.pass(100);
    await answerBeat(broker);
    assert.equal(context.signal.aborted, false);
    resolve("done");
    assert.equal((await answerResult(broker, "1")).output, "done");
});

check("a heartbeat renews the lease, so that a result is kept for longer", async t => {
    const { handler, started } = holding();
    const { broker, surroundings } = await start(t, { echo: handler }, { concurrency: 1 });
    await hand(broker, "1");
    const { resolve } = await started("1");
    for (let i = 0; i < 5; i++) {
        await surroundings.pass(BEAT_PAUSE);
        await answerBeat(broker);
    }
    await surroundings.pass(BEAT_PAUSE); // by now the answer has been taken in
    resolve("done");
    await answerResult(broker, "1", 503, refusal("storage_busy"));
    await surroundings.pass(100);
    await answerResult(broker, "1");
});

check("cancel reaches the handler through its signal, and what it throws is the result", async t => {
    const { handler, started } = holding();
    const { broker, surroundings } = await start(t, { echo: handler }, { concurrency: 2 });
    await hand(broker, "1", "2");
    const { context, reject } = await started("1");
    const reason = stopped(context.signal);
    await surroundings.pass(BEAT_PAUSE);
    await answerBeat(broker, { 1: { cancel_requested: true } });
    reject(await reason);
    assert.equal((await reason).reason, "cancelled");
    const { error, error_class, lease_token } = await answerResult(broker, "1");
    assert.deepEqual([error, error_class], ["the task was cancelled, or its time is up", "AbortError"]);
    assert.equal(lease_token, "token 1");
    assert.equal((await started("2")).context.signal.aborted, false);
});

check("a cancelled handler that completes has completed, and one that snoozes has not", async t => {
    const { handler, started } = holding();
    const { broker, surroundings } = await start(t, { echo: handler }, { concurrency: 2 });
    await hand(broker, "1", "2");
    const [first, second] = [await started("1"), await started("2")];
    const both = Promise.all([stopped(first.context.signal), stopped(second.context.signal)]);
    await surroundings.pass(BEAT_PAUSE);
    await answerBeat(broker, { 1: { cancel_requested: true }, 2: { cancel_requested: true } });
    await both;
    first.resolve("done all the same");
    second.reject(new Snooze(5));
    assert.equal((await answerResult(broker, "1")).output, "done all the same");
    assert.deepEqual(await answerResult(broker, "2"), { lease_token: "token 2", error: "cancelled" });
});

check("a lost lease stops the handler, and nothing is reported", async t => {
    const { handler, started } = holding();
    const { broker, surroundings, lines } = await start(t, { echo: handler }, { concurrency: 1 });
    await hand(broker, "1");
    const { context, resolve } = await started("1");
    const reason = stopped(context.signal);
    await surroundings.pass(BEAT_PAUSE);
    await answerBeat(broker, { 1: refusal("lease_lost", "Another has it.") });
    assert.equal((await reason).reason, "lease_lost");
    await surroundings.pass(BEAT_PAUSE);
    assert.deepEqual((await answerBeat(broker)).body.leases, []);
    await broker.settle();
    assert.ok(!broker.waiting.includes(CLAIM), "the handler still has its slot");
    context.progress(50);
    resolve("too late");
    assert.equal((await broker.next(CLAIM)).body.n, 1, "the slot is free again");
    await surroundings.pass(BEAT_PAUSE);
    await answerBeat(broker);
    await broker.settle();
    assert.deepEqual(broker.waiting, []);
    assert.match(lines.join(), /task 1 is not this worker's any more: Another has it\./);
});

check("a heartbeat that is refused while the result is on its way does not take the result back", async t => {
    const { broker, surroundings, lines } = await start(t, { echo: () => "done" }, { concurrency: 1 });
    await hand(broker, "1");
    const result = await broker.next("POST /task/1/result");
    await surroundings.pass(BEAT_PAUSE);
    await answerBeat(broker, { 1: refusal("already_ended") });
    await surroundings.pass(BEAT_PAUSE);
    result.breakOff();
    await surroundings.pass(100);
    await answerResult(broker, "1");
    assert.ok(!lines.join().includes("not this worker's"));
});

check("a task that comes again was lost the first time", async t => {
    const { handler, started } = holding();
    const { broker } = await start(t, { echo: handler }, { concurrency: 2 });
    await hand(broker, "1");
    const { context, resolve } = await started("1");
    const reason = stopped(context.signal);
    await hand(broker, claimed("1", { lease_token: "a new token" }));
    assert.equal((await reason).reason, "lease_lost");
    resolve("old");
    (await broker.next(CLAIM)).answer(200, { tasks: [] });
});

// --- What handlers tell ---

check("what a handler tells in one go goes out in one, the next at most a second later, the rest before the result", async t => {
    const { handler, started } = holding();
    const { broker, surroundings } = await start(t, { echo: handler }, { concurrency: 1, lease: 30 });
    await hand(broker, "1");
    const { context, resolve } = await started("1");
    context.progress(140, "x".repeat(300), { page: 1 });
    context.log("info", "begun");
    context.log("warning", "and so on");
    const first = await broker.next("POST /task/1/heartbeat");
    assert.deepEqual(first.body, {
        lease_token: "token 1",
        progress: { percent: 100, message: "x".repeat(256), data: { page: 1 } },
        log: [
            { level: "info", time: "2027-01-15T08:00:00.000Z", message: "begun" },
            { level: "warning", time: "2027-01-15T08:00:00.000Z", message: "and so on" },
        ],
    });
    context.progress(40);
    context.progress(50);
    context.checkpoint(rawJson("1.50"));
    first.answer(200, { lease_expires_at: "…", cancel_requested: false });
    await surroundings.pass(1_000);
    const second = await broker.next("POST /task/1/heartbeat");
    assert.equal(second.text, '{"lease_token":"token 1","progress":{"percent":50},"checkpoint":1.50}');
    second.answer(200, { lease_expires_at: "…", cancel_requested: false });

    context.checkpoint({ page: 9 });
    resolve("done");
    const third = await broker.next("POST /task/1/heartbeat");
    assert.deepEqual(third.body.checkpoint, { page: 9 });
    await broker.settle();
    assert.deepEqual(broker.waiting, [], "the result waits for the last word");
    third.answer(200, { lease_expires_at: "…", cancel_requested: false });
    await answerResult(broker, "1");
    assert.equal(surroundings.time, 1_000);
});

check("a result waits for what is just being told", async t => {
    const { handler, started } = holding();
    const { broker } = await start(t, { echo: handler }, { concurrency: 1 });
    await hand(broker, "1");
    const { context, resolve } = await started("1");
    context.progress(1);
    const told = await broker.next("POST /task/1/heartbeat");
    resolve("done");
    await broker.settle();
    assert.deepEqual(broker.waiting, []);
    told.answer(200, { lease_expires_at: "…", cancel_requested: false });
    await answerResult(broker, "1");
});

check("what a handler keeps changing is told as it was when it was said", async t => {
    const { handler, started } = holding();
    const { broker } = await start(t, { echo: handler });
    await hand(broker, "1");
    const { context } = await started("1");
    const pages = [1];
    context.checkpoint(pages);
    pages.push(2);
    assert.deepEqual((await broker.next("POST /task/1/heartbeat")).body.checkpoint, [1]);
    assert.throws(() => context.checkpoint(1n), TypeError);
});

check("what was told while the broker was away is told later, the newest of it", async t => {
    const { handler, started } = holding();
    const { broker, surroundings } = await start(t, { echo: handler }, { concurrency: 1, lease: 300 });
    await hand(broker, "1");
    const { context } = await started("1");
    context.checkpoint(1);
    context.log("info", "0");
    const first = await broker.next("POST /task/1/heartbeat");
    context.checkpoint(2);
    for (let i = 1; i < 1_200; i++)
        context.log("info", `${i}`);
    first.breakOff();
    await surroundings.pass(5_000);
    (await broker.next("POST /task/1/heartbeat")).breakOff();
    await surroundings.pass(5_000);
    const { checkpoint, log } = (await broker.next("POST /task/1/heartbeat")).body;
    assert.equal(checkpoint, 2);
    assert.deepEqual(log.slice(0, 2).map(({ message }) => message), ["200 lines are missing; the broker was away", "200"]);
    assert.equal(log.at(-1).message, "1199");
});

check("an answer to what a handler told may say that it is cancelled, or that its lease is lost", async t => {
    const { handler, started } = holding();
    const { broker } = await start(t, { echo: handler }, { concurrency: 2 });
    await hand(broker, "1", "2");
    const [first, second] = [(await started("1")).context, (await started("2")).context];
    const reasons = Promise.all([stopped(first.signal), stopped(second.signal)]);
    first.progress(1);
    second.progress(1);
    (await broker.next("POST /task/1/heartbeat")).answer(200, { lease_expires_at: "…", cancel_requested: true });
    (await broker.next("POST /task/2/heartbeat")).answer(409, refusal("lease_lost"));
    assert.deepEqual((await reasons).map(({ reason }) => reason), ["cancelled", "lease_lost"]);
});

check("what a handler told and the broker refuses is said in the log, and the result goes all the same", async t => {
    const { broker, lines } = await start(t, { echo: ({ checkpoint }) => checkpoint("x".repeat(70_000)) });
    await hand(broker, "1");
    (await broker.next("POST /task/1/heartbeat")).answer(413, refusal("payload_too_large", "Too large."));
    await answerResult(broker, "1");
    assert.match(lines.join(), /what task 1 told was refused: HTTP 413 .*: Too large\./);
});

// --- The broker goes and comes back ---

check("schemas are registered at the start, and again when the broker was away", async t => {
    const broker = await ScriptedBroker.start(t);
    const surroundings = new TestSurroundings();
    const lines = [];
    const worker = new Worker({ baseUrl: broker.url, name: "me", lease: LEASE, log: line => lines.push(line) }, surroundings);
    const fields = { echo: { field_type: "string", required: true } };
    worker.handle("echo", () => null, { description: "gives back", fields }).handle("bare", () => null).run();
    const first = await broker.next("POST /task/set_schema");
    assert.deepEqual(first.body, { task_type: "echo", description: "gives back", fields });
    await broker.settle();
    assert.ok(!broker.waiting.includes(CLAIM), "first the schema");
    first.answer(200, first.body);
    await answerBeat(broker);
    (await broker.next(CLAIM)).breakOff();
    await surroundings.pass(100);
    const second = await broker.next("POST /task/set_schema");
    assert.deepEqual(second.body, first.body);
    second.answer(200, second.body);
    await broker.next(CLAIM);
});

check("a schema that is refused is told, and the tasks are run all the same", async t => {
    const broker = await ScriptedBroker.start(t);
    const lines = [];
    const worker = new Worker({ baseUrl: broker.url, name: "me", log: line => lines.push(line) }, new TestSurroundings());
    worker.handle("echo", () => null, { fields: {} }).run();
    (await broker.next("POST /task/set_schema")).answer(400, refusal("invalid_argument", "Not so."));
    await broker.next(CLAIM);
    assert.match(lines.join(), /the schema of echo was not registered: HTTP 400 .*: Not so\./);
});

check("a broker that is away is asked with growing pauses, and told of once each way", async t => {
    const { handler, started } = holding();
    const { broker, surroundings, lines } = await start(t, { echo: handler }, { concurrency: 2, lease: 300 });
    const { port } = broker;
    await hand(broker, "1");
    const { context } = await started("1");
    await broker.next(CLAIM);
    await broker.goAway();
    for (const pause of [100, 200, 400, 800, 1600, 3200])
        await surroundings.pass(pause);
    await surroundings.waits(5000);
    await broker.listen(port);
    await surroundings.pass(5000); // which is also the time of a heartbeat
    await hand(broker, "2");
    await answerBeat(broker);
    await started("2");
    assert.equal(lines.length, 2, lines.join("\n"));
    assert.match(lines[0], /^no answer from http:.*; trying again with growing pauses$/);
    assert.equal(lines[1], "the broker answers again");
    assert.equal(context.signal.aborted, false);
});

check("fifty workers that have lost their broker do not hurry, and come back over some seconds (case 47)", async () => {
    const surroundings = new TestSurroundings();
    let seed = 47;
    surroundings.random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
    let isAway = true;
    const vain = [];
    const back = new Map();
    surroundings.fetch = async (url, { body }) => {
        if (isAway) {
            vain.push(surroundings.time);
            throw new TypeError("fetch failed");
        }
        if (!url.endsWith("/task/claim"))
            return new Response('{"leases":[],"drain":false,"stop":false}');
        const { worker } = JSON.parse(body);
        back.set(worker, surroundings.time);
        return new Promise(() => {}); // it waits for a task
    };
    for (let number = 0; number < 50; number++)
        new Worker({ name: `${number}`, log: () => {} }, surroundings).handle("echo", () => null).run();
    const passUntil = async moment => {
        for (let time = surroundings.time; time <= moment; time += 20) {
            surroundings.passTo(time);
            await new Promise(resolve => setImmediate(resolve)); // all that this moment brings
        }
    };
    await passUntil(60_000);
    const inSeconds = (from, to) => vain.filter(time => time >= from * 1000 && time < to * 1000).length;
    assert.ok(inSeconds(30, 60) < 50 * 40, "claims and heartbeats come every 2.5 s or so");
    assert.ok(inSeconds(0, 3) > 3 * inSeconds(57, 60), "the pauses have grown");

    isAway = false;
    await passUntil(66_000);
    const moments = [...back.values()];
    assert.equal(moments.length, 50, "all are back within the longest pause");
    assert.ok(Math.max(...moments) - Math.min(...moments) >= 3_000);
    for (let second = 60; second < 66; second++)
        assert.ok(moments.filter(moment => Math.floor(moment / 1000) === second).length <= 25);
});

check("a broker that refuses claims is asked again after Retry-After, and its reason is told once", async t => {
    const { broker, surroundings, lines } = await start(t, { echo: () => null }, { lease: 300 });
    for (let i = 0; i < 3; i++) {
        (await broker.next(CLAIM)).answer(503, refusal("shutting_down", "The broker stops."), { "Retry-After": "2" });
        await surroundings.pass(2_000);
    }
    assert.equal(lines.length, 1);
    assert.match(lines[0], /^the broker refuses this worker: HTTP 503 Service Unavailable: The broker stops\.$/);

    await hand(broker, "1");
    await answerResult(broker, "1");
    (await broker.next(CLAIM)).answer(503, refusal("shutting_down", "The broker stops."), { "Retry-After": "2" });
    await surroundings.pass(2_000);
    assert.equal(lines.length, 2, "after a claim that was granted it is news again");
});

check("a worker that is told to drain claims nothing more until it is told otherwise", async t => {
    const { broker, surroundings } = await start(t, { echo: () => null }, { concurrency: 1 });
    const claim = await broker.next(CLAIM);
    await surroundings.pass(BEAT_PAUSE);
    await answerBeat(broker, { drain: true });
    await surroundings.pass(BEAT_PAUSE);
    claim.answer(200, { tasks: [] });
    for (const drain of [true, false]) {
        const beat = await broker.next(BEAT);
        await broker.settle();
        assert.deepEqual(broker.waiting, []);
        beat.answer(200, { leases: [], drain, stop: false });
        if (drain)
            await surroundings.pass(BEAT_PAUSE);
    }
    await broker.next(CLAIM);
});

// --- The end ---

/** The worker says that it stops, and nothing of leases, which a broker that refuses it should not let go. */
async function answerGoodbye(broker, status = 200, body = { leases: [], drain: false, stop: false }) {
    const goodbye = await broker.next(BEAT);
    assert.equal(goodbye.body.stopping, true);
    assert.equal(goodbye.body.leases, undefined);
    goodbye.answer(status, body);
}

check("stop has the claim that waits answered, and a worker that is idle ends then", async t => {
    const { broker, worker, ended } = await start(t, { echo: () => null });
    const claim = await broker.next(CLAIM);
    const stopping = worker.stop();
    await answerGoodbye(broker);
    claim.answer(200, { tasks: [] });
    await Promise.all([stopping, ended]);
});

check("a task that is on its way when the worker stops is not run, but given back at once", async t => {
    const { broker, worker, lines } = await start(t, { echo: () => assert.fail("it runs") });
    const claim = await broker.next(CLAIM);
    const stopping = worker.stop();
    await answerGoodbye(broker);
    claim.answer(200, { tasks: [claimed("1")] });
    const release = await broker.next("POST /task/1/release");
    assert.deepEqual(release.body, { lease_token: "token 1" });
    release.answer(200, { status: "Pending" });
    await stopping;
    assert.deepEqual(lines, []);
});

check("a broker that refuses to hear that the worker stops is hung up on at once", async t => {
    const { broker, worker, lines } = await start(t, { echo: () => null });
    const claim = await broker.next(CLAIM);
    const stopping = worker.stop();
    await answerGoodbye(broker, 400, refusal("invalid_argument", "Unknown member: stopping."));
    await claim.hungUp;
    await stopping;
    assert.deepEqual(lines, []);
});

check("a broker that leaves the claim unanswered is hung up on after a second, which the grace includes", async t => {
    const { handler, started } = holding();
    const { broker, surroundings, worker } = await start(t, { echo: handler }, { concurrency: 2, grace: 5, lease: 300 });
    await hand(broker, "1");
    const { context } = await started("1");
    const claim = await broker.next(CLAIM);
    const reason = stopped(context.signal);
    const stopping = worker.stop();
    await answerGoodbye(broker);
    await surroundings.pass(1_000);
    await claim.hungUp;
    await surroundings.pass(4_000);
    assert.equal((await reason).reason, "stopping");
    await surroundings.pass(1_000);
    (await broker.next("POST /task/1/release")).answer(200, { status: "Pending" });
    await stopping;
});

check("the broker may stop a worker", async t => {
    const { broker, surroundings, ended } = await start(t, { echo: () => null });
    const claim = await broker.next(CLAIM);
    await surroundings.pass(BEAT_PAUSE);
    await answerBeat(broker, { drain: true, stop: true });
    await answerGoodbye(broker);
    claim.answer(200, { tasks: [] });
    await ended;
});

check("a worker that stops lets its handlers finish, renews their leases and delivers their results", async t => {
    const { handler, started } = holding();
    const { broker, surroundings, worker, ended } = await start(t, { echo: handler }, { concurrency: 2 });
    await hand(broker, "1");
    const { context, resolve } = await started("1");
    const claim = await broker.next(CLAIM);
    const stopping = worker.stop();
    await answerGoodbye(broker);
    claim.answer(200, { tasks: [] });
    await surroundings.pass(BEAT_PAUSE);
    assert.equal((await answerBeat(broker)).body.leases.length, 1);
    assert.equal(context.signal.aborted, false);
    resolve("done");
    assert.equal((await answerResult(broker, "1")).output, "done");
    await Promise.all([stopping, ended]);
});

check("after the grace handlers are told to stop and their tasks are given back", async t => {
    const { handler, started } = holding();
    const { broker, surroundings, worker } = await start(t, { echo: handler }, { concurrency: 3, grace: 7, lease: 30 });
    await hand(broker, "obeys", "completes", "stubborn");
    const holds = [await started("obeys"), await started("completes"), await started("stubborn")];
    const reasons = Promise.all(holds.map(({ context }) => stopped(context.signal)));
    const stopping = worker.stop();
    await surroundings.pass(7_000);
    assert.deepEqual((await reasons).map(({ reason }) => reason), ["stopping", "stopping", "stopping"]);
    holds[0].context.checkpoint("a third");
    const first = await broker.next("POST /task/obeys/heartbeat");
    holds[0].context.checkpoint("half way");
    holds[0].reject(holds[0].context.signal.reason);
    holds[1].resolve("just in time");
    first.answer(200, { lease_expires_at: "…", cancel_requested: false });
    const last = await broker.next("POST /task/obeys/heartbeat");
    assert.equal(last.body.checkpoint, "half way");
    last.answer(200, { lease_expires_at: "…", cancel_requested: false });
    const release = await broker.next("POST /task/obeys/release");
    assert.deepEqual(release.body, { lease_token: "token obeys" });
    release.answer(200, { status: "Pending" });
    assert.equal((await answerResult(broker, "completes")).output, "just in time");

    await surroundings.pass(1_000);
    (await broker.next("POST /task/stubborn/release")).answer(200, { status: "Pending" });
    await stopping;
    holds[2].resolve("too late");
    await broker.settle();
    assert.deepEqual(broker.waiting, []);
});

check("a worker that stops waits for what it is giving back", async t => {
    const { broker, surroundings, worker, lines } = await start(t, { echo: () => null }, { concurrency: 1, grace: 0, lease: 30 });
    await hand(broker, claimed("1", { task_type: "unheard of" }));
    const release = await broker.next("POST /task/1/release");
    const stopping = worker.stop();
    await surroundings.pass(1_000);
    await broker.settle();
    release.answer(200, { status: "Pending" });
    await stopping;
    assert.deepEqual(lines, []);
});

check("a worker that stops does not wait for a broker that is away for longer than the grace and a moment", async t => {
    const { handler, started } = holding();
    const { broker, surroundings, worker, lines } = await start(t, { echo: handler }, { concurrency: 2, grace: 7, lease: 30 });
    await hand(broker, "ended", "holds");
    (await started("ended")).resolve("done");
    const result = await broker.next("POST /task/ended/result");
    await started("holds");
    const stopping = worker.stop();
    await surroundings.pass(7_000);
    await surroundings.pass(1_000);
    await broker.next("POST /task/holds/release");
    await surroundings.pass(3_000);
    await stopping;
    await result.hungUp;
    assert.match(lines.join("\n"), /the result of task ended could not be delivered; it runs again after its lease/);
    assert.match(lines.join("\n"), /task holds was not released, and comes back after its lease: /);
});

// --- Its making ---

check("a worker says what it was given wrong", async () => {
    const surroundings = new TestSurroundings();
    await assert.rejects(new Worker({}, surroundings).run(), /no handler: call handle\(taskType, handler\)/);
    for (const [name, value] of [["concurrency", 0], ["concurrency", 1.5], ["lease", 0.5], ["lease", NaN], ["grace", -1]])
        assert.throws(() => new Worker({ [name]: value }, surroundings), new RegExp(`RangeError: ${name} is ${value}; it takes`));
});

check("a handler that comes after run is refused", async t => {
    const { worker } = await start(t, { echo: () => null });
    assert.throws(() => worker.handle("late", () => null), /The handler of late comes too late/);
});

check("name and concurrency have defaults", async t => {
    const broker = await ScriptedBroker.start(t);
    for (const [variables, name] of [[{ WORKER_NAME: "ada" }, "ada"], [{}, "atlas-42-1z141z3"]]) {
        const surroundings = new TestSurroundings({ CONDUIT_URL: broker.url, ...variables });
        const worker = new Worker({ log: () => {} }, surroundings).handle("echo", () => null);
        const ended = worker.run();
        const claim = await broker.next(CLAIM);
        assert.equal(claim.body.worker, name);
        assert.equal(claim.body.n, 2);
        worker.stop();
        claim.answer(200, { tasks: [] });
        await ended;
    }
});

check("many tasks at a time are no trouble for Node", async t => {
    const warnings = [];
    const note = warning => warnings.push(`${warning}`);
    process.on("warning", note);
    t.after(() => process.off("warning", note));
    const ids = Array.from({ length: 50 }, (_, i) => `${i}`);
    const { broker } = await start(t, { echo: ({ progress }) => progress(1) }, { concurrency: 50 });
    await hand(broker, ...ids);
    const beats = await Promise.all(ids.map(id => broker.next(`POST /task/${id}/heartbeat`)));
    beats.forEach(beat => beat.answer(200, {}));
    await Promise.all(ids.map(id => answerResult(broker, id)));
    assert.deepEqual(warnings, []);
});
