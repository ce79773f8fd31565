// SPDX-License-Identifier: MIT
// Enqueues a task and waits for its end: node samples/enqueue.mjs shout '{"text": "hello"}'
import { Client, ConduitError, rawJson } from "conduit-client";

const [type = "shout", payload = '{"text": "hello"}'] = process.argv.slice(2);
const client = new Client(); // CONDUIT_URL and CONDUIT_TOKEN say where
try {
    const { id } = await client.enqueue(type, rawJson(payload));
    console.error(`enqueued ${id}`);
    const task = await client.waitForResult(id);
    if (task.status === "Completed") {
        console.log(task.outputText);
    } else {
        console.error(task.result.error);
        process.exitCode = 1;
    }
} catch (error) {
    if (!(error instanceof ConduitError))
        throw error;
    console.error(error.message);
    for (const { pointer, message } of error.details)
        console.error(pointer, message);
    process.exitCode = 1;
}
