// SPDX-License-Identifier: MIT
// What the types promise and refuse. It has to compile, and is never run.
import { Client, ConduitError, NoRetry, rawJson, RetryIn, Snooze, Worker, type TaskContext, type TaskRow } from "conduit-client";

export async function calls(client: Client): Promise<void> {
    const backoff = { kind: "fixed", base: 60 } as const;
    const task = await client.enqueue("pay", rawJson("1"), { unique_key: "a", unique_for: "start", backoff });
    const text: string = task.payloadText;
    const output: string | null = task.outputText;
    const state: string = task.state;
    if (task.state === "dead")
        console.log(text, output, state);
    await client.batch([{ task_type: "echo", payload: 1, priority: 9 }]);
    for await (const row of client.listAll({ state: ["dead", "cancelled"], sort: "-completed" })) {
        const size: number = row.payload_size;
        // @ts-expect-error A list has no payloads.
        console.log(size, row.payload);
    }
    const rows: TaskRow[] = (await client.list({ changed_since: 7 })).tasks;
    console.log(rows);
    // @ts-expect-error A misspelt option is told.
    await client.enqueue("pay", null, { priorty: 9 });
    // @ts-expect-error There are five types of fields.
    await client.setSchema({ task_type: "pay", fields: { sum: { field_type: "integer", required: true } } });
}

export function failure(error: unknown): number | null {
    return error instanceof ConduitError && error.code === "schema_mismatch" ? (error.details[0]?.pointer.length ?? 0) : null;
}

export async function work(): Promise<void> {
    const worker = new Worker({ concurrency: 4, queues: { mails: 3 }, lease: 60, grace: 10 });
    worker.handle("echo", ({ task }) => task.payload);
    worker.handle(
        "resize",
        async ({ task, signal, progress, log, checkpoint }: TaskContext<{ width: number }>) => {
            progress(task.payload.width, "begun");
            log("warning", "small");
            checkpoint({ page: 3 });
            if (signal.aborted)
                throw signal.reason;
            // @ts-expect-error There are four levels.
            log("fatal", "large");
            throw Math.random() < 0.3 ? new NoRetry("no") : Math.random() < 0.5 ? new RetryIn(60, "later") : new Snooze(5);
        },
        { description: "Makes a picture smaller", fields: { width: { field_type: "number", required: true } } },
    );
    await worker.run();
    await worker.stop();
}
