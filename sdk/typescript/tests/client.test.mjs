// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { Client, ConduitError, rawJson } from "conduit-client";
import { check, refusal, ScriptedBroker, TASK_ID, taskView, TestSurroundings } from "./support.mjs";

async function start(t, options = {}, variables = {}) {
    const broker = await ScriptedBroker.start(t);
    const surroundings = new TestSurroundings(variables);
    return { broker, surroundings, client: new Client({ baseUrl: `${broker.url}/`, ...options }, surroundings) };
}

/** Answers the next request with a task, and returns what was asked. */
async function answerTask(broker, line, members) {
    const request = await broker.next(line);
    request.answer(200, taskView(members));
    return request;
}

const rejectsWith = (promise, expected) => assert.rejects(promise, error => {
    assert.ok(error instanceof ConduitError, `${error}`);
    for (const [name, value] of Object.entries(expected))
        value instanceof RegExp ? assert.match(error[name], value) : assert.deepEqual(error[name], value);
    return true;
});

// --- Calls ---

check("enqueue chooses an id of version 7 and sends what it was given", async t => {
    const { broker, client } = await start(t, { token: "secret", headers: { "X-Shop": "7" } });
    const enqueued = client.enqueue("echo", { echo: "hello" }, { queue: "mails", delay: 1.5, tags: ["a"] });
    const request = await broker.next("POST /task");
    request.answer(201, taskView({ id: request.body.id }));
    const task = await enqueued;
    assert.match(task.id, /^01a31[0-9a-f]{3}-[0-9a-f]{4}-7/);
    assert.deepEqual(request.body, {
        queue: "mails", delay: 1.5, tags: ["a"], task_type: "echo", payload: { echo: "hello" }, id: task.id,
    });
    assert.equal(request.headers.authorization, "Bearer secret");
    assert.equal(request.headers["x-shop"], "7");
    assert.equal(request.headers["content-type"], "application/json");
});

check("enqueue keeps an id that the caller has chosen", async t => {
    const { broker, client } = await start(t);
    const enqueued = client.enqueue("echo", null, { id: TASK_ID });
    const request = await answerTask(broker, "POST /task");
    await enqueued;
    assert.equal(request.body.id, TASK_ID);
    assert.equal(request.body.payload, null);
});

check("a payload is sent as raw text, and the answer's text is reachable with every digit", async t => {
    const { broker, client } = await start(t);
    const text = '{"account":12345678901234567890,"ratio":1.50}';
    const enqueued = client.enqueue("pay", rawJson(text));
    const request = await broker.next("POST /task");
    assert.ok(request.text.includes(`"payload":${text}`), request.text);
    request.answer(201, `{"id":"${TASK_ID}","payload":${text},"status":"Completed","result":{"output":1e400,"error":null}}`);
    const task = await enqueued;
    assert.equal(task.payloadText, text);
    assert.equal(task.outputText, "1e400");
    assert.equal(task.payload.ratio, 1.5);
    assert.ok(!JSON.stringify(task).includes("payloadText"), "the texts are no members of the task");
});

check("a task without a result has no text of an output", async t => {
    const { broker, client } = await start(t);
    const asked = client.get(TASK_ID);
    await answerTask(broker, `GET /task/${TASK_ID}`);
    assert.equal((await asked).outputText, null);
});

check("batch chooses an id for each task and gives each the text of its payload", async t => {
    const { broker, client } = await start(t);
    const enqueued = client.batch([
        { task_type: "echo", payload: rawJson("9007199254740993") },
        { task_type: "echo", payload: 2, priority: 9, id: TASK_ID },
    ]);
    const request = await broker.next("POST /task/batch");
    assert.ok(request.text.includes('"payload":9007199254740993'));
    const [first, second] = request.body.tasks;
    assert.match(first.id, /-7[0-9a-f]{3}-/);
    assert.equal(second.id, TASK_ID);
    assert.equal(second.priority, 9);
    request.answer(201, '{"tasks":[{"payload":9007199254740993,"result":null},{"payload":2,"result":null}]}');
    assert.deepEqual((await enqueued).map(task => task.payloadText), ["9007199254740993", "2"]);
});

check("names are encoded in paths, and lists in queries stay lists", async t => {
    const { broker, client } = await start(t);
    const schema = client.schema("img/resize 50%");
    (await broker.next("GET /task/types/img%2Fresize%2050%25/schema")).answer(200, { task_type: "img/resize 50%", fields: {} });
    assert.equal((await schema).task_type, "img/resize 50%");

    const page = client.list({ state: ["retrying", "dead"], type: "a,b", trash: false, after: undefined, limit: 2 });
    const request = await broker.next("GET /task");
    request.answer(200, { tasks: [], next: null, prev: null, revision: 1 });
    await page;
    assert.equal(request.query, "state=retrying,dead&type=a%2Cb&trash=false&limit=2");
    assert.equal(request.headers["content-type"], undefined);
});

check("listAll follows next through empty pages to the end", async t => {
    const { broker, client } = await start(t);
    const pages = [
        { tasks: [{ id: "1" }, { id: "2" }], next: "a" },
        { tasks: [], next: "b" },
        { tasks: [{ id: "3" }], next: null },
    ];
    const seen = (async () => {
        const ids = [];
        for await (const task of client.listAll({ state: "dead", limit: 2 }))
            ids.push(task.id);
        return ids;
    })();
    const queries = [];
    for (const page of pages) {
        const request = await broker.next("GET /task");
        queries.push(request.query);
        request.answer(200, page);
    }
    assert.deepEqual(await seen, ["1", "2", "3"]);
    assert.deepEqual(queries, ["state=dead&limit=2", "state=dead&limit=2&after=a", "state=dead&limit=2&after=b"]);
});

check("cancel and retry carry a key of their own, which a repeat keeps", async t => {
    const { broker, client, surroundings } = await start(t);
    const cancelled = client.cancel(TASK_ID, "withdrawn");
    const first = await broker.next(`POST /task/${TASK_ID}/cancel`);
    first.breakOff();
    await surroundings.pass(100);
    const second = await answerTask(broker, `POST /task/${TASK_ID}/cancel`, { state: "cancelled" });
    assert.equal((await cancelled).state, "cancelled");
    assert.deepEqual(second.body, { reason: "withdrawn" });
    assert.equal(second.headers["idempotency-key"], first.headers["idempotency-key"]);

    const retried = client.retry(TASK_ID);
    const third = await answerTask(broker, `POST /task/${TASK_ID}/retry`);
    await retried;
    assert.equal(third.text, "");
    assert.notEqual(third.headers["idempotency-key"], second.headers["idempotency-key"]);
});

check("types, setSchema and attempts say what the broker says", async t => {
    const { broker, client } = await start(t);
    const types = client.types();
    (await broker.next("GET /task/types")).answer(200, ["echo"]);
    assert.deepEqual(await types, ["echo"]);

    const schema = { task_type: "echo", fields: { echo: { field_type: "string", required: true } } };
    const stored = client.setSchema(schema);
    const request = await broker.next("POST /task/set_schema");
    request.answer(200, request.body);
    assert.deepEqual(await stored, schema);

    const attempts = client.attempts(TASK_ID);
    (await broker.next(`GET /task/${TASK_ID}/attempts`)).answer(200, { attempts: [{ number: 1, outcome: "a later word" }] });
    assert.deepEqual(await attempts, [{ number: 1, outcome: "a later word" }]);
});

check("the original's names make the same calls", async t => {
    const { broker, client } = await start(t);
    const created = client.createTask("echo", { echo: "hi" });
    const request = await answerTask(broker, "POST /task");
    await created;
    assert.deepEqual(request.body.payload, { echo: "hi" });

    const task = client.getTask(TASK_ID);
    await answerTask(broker, `GET /task/${TASK_ID}`);
    assert.equal((await task).id, TASK_ID);

    const types = client.getListTaskTypes();
    (await broker.next("GET /task/types")).answer(200, []);
    assert.deepEqual(await types, []);

    const schema = client.getPayloadSchema("echo");
    (await broker.next("GET /task/types/echo/schema")).answer(200, { task_type: "echo", fields: {} });
    assert.deepEqual(await schema, { task_type: "echo", fields: {} });
});

check("address and token come from the environment when they are not given", async t => {
    const broker = await ScriptedBroker.start(t);
    for (const variable of ["CONDUIT_URL", "BROKER_URL"]) {
        const surroundings = new TestSurroundings({ [variable]: broker.url, CONDUIT_TOKEN: "from outside\n" });
        const types = new Client({}, surroundings).types();
        const request = await broker.next("GET /task/types");
        request.answer(200, []);
        await types;
        assert.equal(request.headers.authorization, "Bearer from outside");
    }
});

check("what can never be sent is refused before it is", async t => {
    const { broker, client } = await start(t);
    assert.throws(() => client.get(""), /id of a task is missing/);
    assert.throws(() => new Client({ baseUrl: "queue example" }), /baseUrl is "queue example"; it takes a URL/);
    await assert.rejects(client.enqueue("echo", { big: 1n }), TypeError);
    assert.deepEqual(broker.waiting, []);
});

// --- Errors ---

check("a refusal has status, code, sentence and faults", async t => {
    const { broker, client } = await start(t);
    const fault = { pointer: "/echo", keyword: "required", message: "echo is missing" };
    const enqueued = client.enqueue("echo", {});
    (await broker.next("POST /task")).answer(422, refusal("schema_mismatch", "The payload does not fit.", [fault]));
    await rejectsWith(enqueued, {
        status: 422,
        code: "schema_mismatch",
        message: "HTTP 422 Unprocessable Entity: The payload does not fit.",
        details: [fault],
        retryAfter: null,
    });
});

check("an answer that is empty or no JSON yields its status", async t => {
    const { broker, client } = await start(t);
    const bodies = ["", "<html>Not here</html>", '"text"', "null", '{"error":"text"}', '{"error":{"code":7}}'];
    for (const body of bodies) {
        const asked = client.get(TASK_ID);
        (await broker.next(`GET /task/${TASK_ID}`)).answer(404, body);
        await rejectsWith(asked, { status: 404, code: "", message: "HTTP 404 Not Found", details: [] });
    }
});

check("a Retry-After that is no number of seconds is none", async t => {
    const { broker, client } = await start(t);
    for (const value of ["Wed, 25 Nov 2026 10:00:00 GMT", "soon", "-1", "1.5"]) {
        const asked = client.get(TASK_ID);
        (await broker.next(`GET /task/${TASK_ID}`)).answer(404, "", { "Retry-After": value });
        await rejectsWith(asked, { retryAfter: null });
    }
});

check("a good status with a body that is no JSON is an error, too", async t => {
    const { broker, client } = await start(t);
    for (const body of ["<html>Please log in</html>", ""]) {
        const asked = client.get(TASK_ID);
        (await broker.next(`GET /task/${TASK_ID}`)).answer(200, body);
        await rejectsWith(asked, { status: 200, code: "", message: /no JSON; is there a Conduit broker at http/ });
    }
});

check("a broker that is not there is unreachable, and the message says where and why", async t => {
    const { broker, client } = await start(t, { repeat: false });
    await broker.goAway();
    await rejectsWith(client.types(), {
        status: 0,
        code: "unreachable",
        message: /^no answer from http:\/\/127\.0\.0\.1:\d+: .*ECONNREFUSED/,
    });
});

check("a call whose time is up is a timeout", async t => {
    const { broker, client, surroundings } = await start(t, { timeoutMs: 1234 });
    const asked = client.types();
    const request = await broker.next("GET /task/types");
    await surroundings.pass(1234);
    await rejectsWith(asked, { status: 0, code: "timeout" });
    await request.hungUp;
});

// --- Repeats ---

for (const status of [429, 502, 503, 504]) {
    check(`status ${status} is asked again, with the same id`, async t => {
        const { broker, client, surroundings } = await start(t);
        const enqueued = client.enqueue("echo", 1);
        const first = await broker.next("POST /task");
        first.answer(status, "");
        await surroundings.pass(100);
        const second = await answerTask(broker, "POST /task");
        await enqueued;
        assert.equal(second.body.id, first.body.id);
    });
}

for (const status of [400, 401, 403, 404, 408, 409, 413, 422, 500, 507]) {
    check(`status ${status} is not asked again`, async t => {
        const { broker, client } = await start(t);
        const enqueued = client.enqueue("echo", 1);
        (await broker.next("POST /task")).answer(status, "", { "Retry-After": "1" });
        await rejectsWith(enqueued, { status, retryAfter: 1 });
        await broker.settle();
        assert.deepEqual(broker.waiting, []);
    });
}

check("a broken connection and a refused one are tried again, with pauses that double up to 5 s", async t => {
    const { broker, client, surroundings } = await start(t);
    const { port } = broker;
    const asked = client.types();
    (await broker.next("GET /task/types")).breakOff();
    await broker.goAway();
    for (const pause of [100, 200, 400, 800, 1600, 3200, 5000])
        await surroundings.pass(pause);
    await surroundings.waits(5000);
    await broker.listen(port);
    await surroundings.pass(5000);
    (await broker.next("GET /task/types")).answer(200, ["echo"]);
    assert.deepEqual(await asked, ["echo"]);
    assert.equal(surroundings.time, 16_300);
});

check("Retry-After is waited for, but no longer than a minute", async t => {
    const { broker, client, surroundings } = await start(t, { timeoutMs: 120_000 });
    const asked = client.types();
    (await broker.next("GET /task/types")).answer(503, "", { "Retry-After": "7" });
    await surroundings.pass(7_000);
    (await broker.next("GET /task/types")).answer(503, "", { "Retry-After": "3600" });
    await surroundings.pass(60_000);
    (await broker.next("GET /task/types")).answer(200, []);
    assert.deepEqual(await asked, []);
});

check("a Retry-After that is a date or nothing counts as absent", async t => {
    const { broker, client, surroundings } = await start(t);
    const asked = client.types();
    (await broker.next("GET /task/types")).answer(503, "", { "Retry-After": "Wed, 25 Nov 2026 10:00:00 GMT" });
    await surroundings.pass(100);
    (await broker.next("GET /task/types")).answer(503, "", { "Retry-After": "0" });
    await surroundings.pass(200);
    (await broker.next("GET /task/types")).answer(200, []);
    await asked;
});

check("repeats end with the call's time, and the last error is the one that counts", async t => {
    const { broker, client, surroundings } = await start(t, { timeoutMs: 500 });
    const asked = client.types();
    (await broker.next("GET /task/types")).breakOff();
    await surroundings.pass(100);
    (await broker.next("GET /task/types")).breakOff();
    await surroundings.pass(200);
    (await broker.next("GET /task/types")).answer(503, refusal("storage_busy"));
    await rejectsWith(asked, { status: 503, code: "storage_busy" });
    assert.equal(surroundings.time, 300, "a pause that would end too late is not begun");
});

check("repeats can be switched off", async t => {
    const { broker, client } = await start(t, { repeat: false });
    const asked = client.types();
    (await broker.next("GET /task/types")).answer(503, refusal("storage_busy"), { "Retry-After": "2" });
    await rejectsWith(asked, { status: 503, code: "storage_busy", retryAfter: 2 });
});

// --- Waiting ---

check("waitForResult lets the broker wait, again and again until the task has ended", async t => {
    const { broker, client, surroundings } = await start(t);
    const waited = client.waitForResult(TASK_ID);
    for (let i = 0; i < 3; i++) {
        const request = await broker.next(`GET /task/${TASK_ID}`);
        assert.equal(request.query, "wait=20");
        surroundings.passTo(surroundings.time + 20_000);
        request.answer(200, taskView({ status: "Running" }));
    }
    await answerTask(broker, `GET /task/${TASK_ID}`, { status: "Failed", result: { output: null, error: "no" } });
    assert.equal((await waited).result.error, "no");
    assert.equal(surroundings.time, 60_000);
});

check("waitForResult asks a broker that does not wait with the pauses of the options", async t => {
    const { broker, client, surroundings } = await start(t);
    const waited = client.waitForResult(TASK_ID, { initialDelayMs: 50, factor: 2, maxDelayMs: 150 });
    for (const pause of [50, 100, 150, 150]) {
        await answerTask(broker, `GET /task/${TASK_ID}`, { status: "Pending" });
        await surroundings.pass(pause);
    }
    await answerTask(broker, `GET /task/${TASK_ID}`, { status: "Completed" });
    assert.equal((await waited).status, "Completed");
});

check("waitForResult takes the original's pauses when none are given", async t => {
    const { broker, client, surroundings } = await start(t);
    const waited = client.waitForResult(TASK_ID);
    for (const pause of [500, 750, 1125, 1687.5, 2531.25, 3796.875, 5000, 5000]) {
        await answerTask(broker, `GET /task/${TASK_ID}`, { status: "Pending" });
        await surroundings.pass(pause);
    }
    await answerTask(broker, `GET /task/${TASK_ID}`, { status: "Completed" });
    await waited;
});

check("waitForResult asks without waiting when too many wait", async t => {
    const { broker, client, surroundings } = await start(t);
    const waited = client.waitForResult(TASK_ID);
    (await broker.next(`GET /task/${TASK_ID}`)).answer(429, refusal("too_many_waiting"), { "Retry-After": "1" });
    const second = await answerTask(broker, `GET /task/${TASK_ID}`, { status: "Running" });
    assert.equal(second.query, "");
    await surroundings.pass(500);
    const third = await answerTask(broker, `GET /task/${TASK_ID}`, { status: "Completed" });
    assert.equal(third.query, "wait=20");
    await waited;
});

check("waitForResult gives up when the caller's time is up", async t => {
    const { broker, client, surroundings } = await start(t);
    const waited = client.waitForResult(TASK_ID, { timeoutMs: 30_000 });
    for (const [query, passes] of [["wait=20", 20_000], ["wait=10", 10_000]]) {
        const request = await broker.next(`GET /task/${TASK_ID}`);
        assert.equal(request.query, query);
        surroundings.passTo(surroundings.time + passes);
        request.answer(200, taskView({ status: "Running" }));
    }
    await rejectsWith(waited, { status: 0, code: "timeout", message: /has not ended within 30000 ms/ });
});

check("waitForResult asks for whole milliseconds, however little time is left", async t => {
    const { broker, client } = await start(t);
    const waited = client.waitForResult(TASK_ID, { timeoutMs: 0.00005 });
    const request = await broker.next(`GET /task/${TASK_ID}`);
    assert.equal(request.query, "wait=0.001");
    request.answer(200, taskView({ status: "Completed" }));
    await waited;
});

check("waitForResult does not wait longer than the caller for a broker that does not answer", async t => {
    const { broker, client, surroundings } = await start(t);
    const waited = client.waitForResult(TASK_ID, { timeoutMs: 2_000 });
    await broker.next(`GET /task/${TASK_ID}`);
    await surroundings.pass(3_000);
    await rejectsWith(waited, { code: "timeout" });
});

check("waitForResult ends when its signal is aborted in a pause", async t => {
    const { broker, client, surroundings } = await start(t);
    const leaving = new AbortController();
    const waited = client.waitForResult(TASK_ID, { signal: leaving.signal });
    await answerTask(broker, `GET /task/${TASK_ID}`, { status: "Pending" });
    await surroundings.waits(500);
    leaving.abort();
    await assert.rejects(waited, { name: "AbortError" });
});

check("waitForResult ends when its signal is aborted", async t => {
    const { broker, client } = await start(t);
    const leaving = new AbortController();
    const waited = client.waitForResult(TASK_ID, { signal: leaving.signal });
    const request = await broker.next(`GET /task/${TASK_ID}`);
    const reason = new Error("the page was left");
    leaving.abort(reason);
    await assert.rejects(waited, error => error === reason);
    await request.hungUp;
});
