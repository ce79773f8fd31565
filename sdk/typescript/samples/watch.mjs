// SPDX-License-Identifier: MIT
// Prints what changes at the broker, a line for each task, until Ctrl+C: node samples/watch.mjs 'type:echo'
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "conduit-client";

const client = new Client(); // CONDUIT_URL and CONDUIT_TOKEN say where
const q = process.argv[2];
let { revision } = await client.list({ q, limit: 1 });
for (;;) {
    // The revision first: what changes while the pages are read comes again the next time.
    const next = (await client.list({ limit: 1 })).revision;
    for await (const task of client.listAll({ q, changed_since: revision, limit: 500 })) {
        const progress = task.progress ? ` ${task.progress.percent ?? ""} % ${task.progress.message ?? ""}` : "";
        console.log(`${task.id} ${task.task_type} ${task.state}${progress}${task.error ? `: ${task.error}` : ""}`);
    }
    revision = next;
    await sleep(1000);
}
