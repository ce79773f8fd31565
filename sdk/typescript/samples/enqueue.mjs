// SPDX-License-Identifier: MIT
// Enqueues a task and prints its result: node samples/enqueue.mjs echo '{"echo": "hello"}'
import { Client, rawJson } from "conduit-client";

const [type = "echo", payload = '{"echo": "hello"}'] = process.argv.slice(2);
const client = new Client(); // CONDUIT_URL and CONDUIT_TOKEN say where
const { id } = await client.enqueue(type, rawJson(payload));
console.error(`${id} is enqueued`);
const task = await client.waitForResult(id);
if (task.status === "Completed") {
    console.log(task.outputText);
} else {
    console.error(task.result.error);
    process.exitCode = 1;
}
