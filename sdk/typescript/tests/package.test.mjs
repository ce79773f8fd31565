// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as imported from "conduit-client";
import { check, ScriptedBroker } from "./support.mjs";

const require = createRequire(import.meta.url);
const description = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

check("require gives what import gives, in CommonJS", () => {
    const required = require("conduit-client");
    assert.deepEqual(Object.keys(required).sort(), Object.keys(imported).sort());
    assert.match(require.resolve("conduit-client"), /dist\/cjs\/index\.js$/);
    assert.notEqual(required.Client, imported.Client);
});

for (const [format, { Client, Worker }] of [["ESM", imported], ["CommonJS", require("conduit-client")]]) {
    check(`${format} finds its real surroundings: clock, chance, host and network`, async t => {
        const broker = await ScriptedBroker.start(t);
        const lines = [];
        const worker = new Worker({ baseUrl: broker.url, log: line => lines.push(line) }).handle("echo", () => null);
        const ended = worker.run();
        const { body } = await broker.next("POST /task/claim");
        assert.match(body.worker, new RegExp(`-${process.pid}-[0-9a-z]+$`));
        assert.ok(body.n >= 1);
        await worker.stop();
        await ended;
        assert.deepEqual(lines, []);

        const enqueued = new Client({ baseUrl: broker.url }).enqueue("echo", 1);
        const request = await broker.next("POST /task");
        const age = Date.now() - parseInt(request.body.id.replace("-", "").slice(0, 12), 16);
        assert.ok(age >= 0 && age < 60_000, `the id is ${age} ms old`);
        request.breakOff();
        (await broker.next("POST /task")).answer(201, { id: request.body.id });
        assert.equal((await enqueued).id, request.body.id);
    });
}

check("the version is that of the package, which needs nothing at run time", () => {
    assert.equal(imported.version, description.version);
    assert.equal(description.dependencies, undefined);
});
