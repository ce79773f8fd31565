// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { realSurroundings, sleep } from "../dist/esm/surroundings.js";
import { check, ScriptedBroker, TestSurroundings } from "./support.mjs";

check("a sleep ends with its time, or with its signal, or at once when there is nothing to wait for", async () => {
    const surroundings = new TestSurroundings();
    const whole = sleep(surroundings, 1_000);
    await surroundings.pass(1_000);
    await whole;

    const waking = new AbortController();
    const cut = sleep(surroundings, 2_000, waking.signal);
    waking.abort();
    await cut;

    await sleep(surroundings, 3_000, waking.signal);
    await sleep(surroundings, 0);
    await sleep(surroundings, -1);
    assert.equal(surroundings.time, 1_000);
    assert.equal(surroundings.timers, 0, "no timer is left behind");
});

check("a call that nobody answers ends with its signal, also when memory was cleaned up meanwhile", async t => {
    setFlagsFromString("--expose-gc");
    const cleanUp = runInNewContext("gc");
    const broker = await ScriptedBroker.start(t);
    const ending = new AbortController();
    const call = realSurroundings.fetch(`${broker.url}/task/claim`, { method: "POST", body: "{}", signal: ending.signal });
    const { hungUp } = await broker.next("POST /task/claim");
    cleanUp();
    await broker.settle(); // what is finalized, is finalized between two events
    cleanUp();
    ending.abort();
    await assert.rejects(call);
    await hungUp;
});
