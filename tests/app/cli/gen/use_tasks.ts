// SPDX-License-Identifier: GPL-3.0-only
// Enqueues with what `conduit gen typescript` wrote.
import { Client } from "conduit-client";
import {
    enqueueClass,
    enqueueN1U6f22GroU00dfE,
    enqueuePing,
    enqueueResize,
    type ResizePayload,
} from "./tasks.js";

const client = new Client();
const small: ResizePayload = { image: "y", tags: [] };
await enqueueResize(client, { image: "x", width: 12345678901234567890n, tags: [1, "two", null] }, { priority: 7 });
await enqueueResize(client, small);
await enqueuePing(client, [1.5]);
await enqueueN1U6f22GroU00dfE(client, {
    '*/ "quoted" \\': "q",
    "new\nline\r\t\0\u001f\u0085\u2028\u202eend": "n",
    "??/??=": 1.5,
    "漢字": true,
});
await enqueueClass(client, { abstract: "a", trait: "b", decltype: "c", typeid: "d", readonly: "e" });

export const mistakes = [
    // @ts-expect-error Null is not absent.
    () => enqueueResize(client, { ...small, width: null }),
    // @ts-expect-error It is required.
    () => enqueueResize(client, { image: "x" }),
    // @ts-expect-error A member that no field names.
    () => enqueueResize(client, { image: "x", tags: [], widht: 640 }),
    // @ts-expect-error A text, not a number.
    () => enqueueResize(client, { image: 640n, tags: [] }),
];
