// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { sleep } from "../dist/esm/surroundings.js";
import { check, TestSurroundings } from "./support.mjs";

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
