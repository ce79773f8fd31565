// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { asRawJson, objectText, rawJson, textAt } from "../dist/esm/json.js";
import { check } from "./support.mjs";

const vector = name => readFileSync(new URL(`../../contract/vectors/${name}.json`, import.meta.url), "utf8");

check("the text of a member is cut out exactly as it stands", () => {
    const task = vector("task");
    assert.equal(textAt(task, "payload"), '{ "n": 12345678901234567890, "ratio": 1.50, "text": "\\u00e4\\n" }');
    assert.equal(textAt(task, "payload", "n"), "12345678901234567890");
    assert.equal(textAt(task, "payload", "text"), '"\\u00e4\\n"');
    assert.equal(textAt(task, "result", "output"), "null");
    assert.equal(textAt(task, "backoff", "delays", 1), "2.5");
    assert.equal(textAt(task, "version"), "12");
    assert.equal(textAt(vector("claim_answer"), "tasks", 0, "payload"), "[1e2, -0]");
    assert.equal(textAt(vector("schema"), "fields", 'a "quoted" name', "example"), "1.50");
});

check("every value of every vector is found and means what JSON.parse says", () => {
    const names = ["attempts", "claim_answer", "heartbeat_answer", "info", "stats", "task", "task_page", "workers"];
    let values = 0;
    const walk = (text, value, path) => {
        values++;
        assert.deepEqual(JSON.parse(textAt(text, ...path)), value);
        if (value !== null && typeof value === "object") {
            for (const [name, child] of Object.entries(value))
                walk(text, child, [...path, Array.isArray(value) ? Number(name) : name]);
        }
    };
    for (const name of names) {
        const compact = JSON.stringify(JSON.parse(vector(name)));
        for (const text of [vector(name), compact])
            walk(text, JSON.parse(text), []);
    }
    assert.ok(values > 300, `only ${values} values`);
});

check("brackets, commas and escapes in texts end nothing", () => {
    const text = '{"a\\"}":"]},\\\\","b":["\\\\\\"", "{"],"":{"c":true}}';
    assert.equal(textAt(text, 'a"}'), '"]},\\\\"');
    assert.equal(textAt(text, "b", 0), '"\\\\\\""');
    assert.equal(textAt(text, "b", 1), '"{"');
    assert.equal(textAt(text, "", "c"), "true");
    assert.equal(textAt(" [ 1 , 2 ] ", 1), "2");
    assert.equal(textAt(" 7 "), "7");
});

check("what is not there has no text", () => {
    for (const path of [["b"], [0], ["a", 2], ["a", "1"], ["a", 0, "b"], ["e", 0]])
        assert.equal(textAt('{"a":[1,null],"e":[]}', ...path), undefined);
    assert.equal(textAt("{}", "a"), undefined);
});

check("megabytes in one text are no trouble", () => {
    const long = JSON.stringify("x\\\"".repeat(2_000_000));
    assert.equal(textAt(`{"a":${long},"b":12345678901234567890}`, "b"), "12345678901234567890");
    assert.equal(textAt(`{"a":${long}}`, "a"), long);
});

check("raw text must be JSON, so that it cannot change the request around it", () => {
    assert.equal(rawJson("[1.50]").text, "[1.50]");
    for (const text of ["", "1, 2", '1}, {"queue": 2', "NaN"])
        assert.throws(() => rawJson(text), SyntaxError);
});

check("an object is written with raw members as they stand and without undefined ones", () => {
    const members = { a: rawJson("1.50"), b: undefined, c: null, 'd"': [1], e: asRawJson(undefined) };
    assert.equal(objectText(members), '{"a":1.50,"c":null,"d\\"":[1],"e":null}');
});
