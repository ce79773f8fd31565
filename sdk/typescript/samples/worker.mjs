// SPDX-License-Identifier: MIT
// Shouts, and counts slowly. SIGTERM and Ctrl+C stop it politely, a second one at once: node samples/worker.mjs
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "conduit-client";

const worker = new Worker({ concurrency: 4 }); // CONDUIT_URL and CONDUIT_TOKEN say where

worker.handle("shout", ({ task }) => ({ shouted: task.payload.text.toUpperCase() }), {
    description: "Says it in capitals",
    fields: { text: { field_type: "string", required: true, example: "hello" } },
});

// Counts a second at a time; goes on where an earlier attempt was stopped.
worker.handle(
    "count",
    async ({ task, signal, progress, checkpoint }) => {
        const { to } = task.payload;
        for (let count = task.checkpoint ?? 0; count < to; count++) {
            checkpoint(count);
            progress((100 * count) / to, `${count} of ${to}`);
            await sleep(1000, undefined, { signal });
        }
        return { counted: to };
    },
    { description: "Counts, one a second", fields: { to: { field_type: "number", required: true, example: 10 } } },
);

for (const [signal, number] of [["SIGINT", 2], ["SIGTERM", 15]]) {
    process.once(signal, () => {
        process.once(signal, () => process.exit(128 + number));
        worker.stop();
    });
}
await worker.run();
process.exit(); // also when a handler does not stop
