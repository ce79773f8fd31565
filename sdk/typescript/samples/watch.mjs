// SPDX-License-Identifier: MIT
// Follows one task to its end, or every change until Ctrl+C: node samples/watch.mjs [ID]
import { setTimeout as sleep } from "node:timers/promises";
import { Client, ConduitError } from "conduit-client";

const client = new Client(); // CONDUIT_URL and CONDUIT_TOKEN say where

function lineOf({ id, task_type, state, progress, error }) {
    const percent = progress?.percent ?? null;
    return [id, task_type, state, percent !== null && `${percent} %`, progress?.message, error].filter(Boolean).join(" ");
}

async function watchTask(id) {
    for (let shown = ""; ;) {
        const ended = await client.waitForResult(id, { timeoutMs: 1_000 }).catch(error => {
            if (error.code !== "timeout")
                throw error;
        });
        const line = lineOf(ended ?? (await client.get(id)));
        if (line !== shown)
            console.log(line);
        if (ended)
            return;
        shown = line;
    }
}

async function watchAll() {
    for (let { revision } = await client.list({ limit: 1 }); ;) {
        // The revision first: what changes while the pages are read comes again the next time.
        const next = (await client.list({ limit: 1 })).revision;
        for await (const task of client.listAll({ changed_since: revision, limit: 500 }))
            console.log(lineOf(task));
        revision = next;
        await sleep(1000);
    }
}

const [id] = process.argv.slice(2);
try {
    await (id ? watchTask(id) : watchAll());
} catch (error) {
    if (!(error instanceof ConduitError))
        throw error;
    console.error(error.message);
    process.exitCode = 1;
}
