// SPDX-License-Identifier: MIT
// A program for the original's SDK. It has to compile, and is never run; original.cts is the same for CommonJS.
import {
    Client,
    type FieldType,
    type PayloadField,
    type Task,
    type TaskPayloadSchema,
    type TaskResult,
    type TaskStatus,
    type UUID,
} from "conduit-client";

export async function original(): Promise<string> {
    const client = new Client({ baseUrl: "http://127.0.0.1:3000/", timeoutMs: 5000, headers: { "X-Shop": "7" } });
    const created: Task = await client.createTask("echo", { echo: "hi" });
    const id: UUID = created.id;
    const status: TaskStatus = (await client.getTask(id)).status;
    const types: string[] = await client.getListTaskTypes();
    const schema: TaskPayloadSchema = await client.getPayloadSchema("echo");
    const field: PayloadField | undefined = schema.fields.echo;
    const type: FieldType = field?.field_type ?? "string";
    const options = { initialDelayMs: 500, maxDelayMs: 5000, factor: 1.5, timeoutMs: 60_000 };
    const ended: Task = await client.waitForResult(id, options);
    const result: TaskResult | null = (await client.waitForResult(id)).result;
    return [status, types.join(), type, field?.required, ended.completed_at, result?.output.echoed, result?.error].join();
}
