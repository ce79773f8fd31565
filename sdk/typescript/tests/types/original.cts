// SPDX-License-Identifier: MIT
// As original.mts, for CommonJS, whose types are files of their own.
import { Client, type Task, type UUID } from "conduit-client";

export async function original(id: UUID): Promise<Task> {
    return new Client({ baseUrl: "http://127.0.0.1:3000" }).waitForResult(id, { timeoutMs: 60_000 });
}
