// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { TaskIds } from "../dist/esm/uuid.js";
import { check } from "./support.mjs";

const NOW = 0x0198_f0c4_6b1e;
const random = new Uint8Array([0x07, 0xff, 0xc0, 1, 2, 3, 4, 5, 6, 7]);
const none = new Uint8Array(10);

check("an id has the time, the version, the variant and what chance gave", () => {
    assert.equal(new TaskIds().next(NOW, random), "0198f0c4-6b1e-77ff-8001-020304050607");
    assert.equal(new TaskIds().next(NOW, none), "0198f0c4-6b1e-7000-8000-000000000000");
});

check("ids of one millisecond are ordered, also when more are made than it has room for", () => {
    const ids = new TaskIds();
    const made = Array.from({ length: 5_000 }, () => ids.next(NOW, random));
    assert.deepEqual(made, [...made].sort());
    assert.equal(new Set(made).size, made.length);
    assert.ok(made.every(id => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)));
});

check("a later millisecond gives a larger id, and so does a clock that was set back", () => {
    const ids = new TaskIds();
    const made = [ids.next(NOW, random), ids.next(NOW + 1, none), ids.next(NOW - 60_000, none), ids.next(NOW + 2, none)];
    assert.deepEqual(made, [...made].sort());
});
