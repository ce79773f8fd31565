// SPDX-License-Identifier: MIT

// Node, Deno and Bun have it, browsers do not. Declared here, so that no types of Node are needed.
declare const process: { pid: number; versions?: Record<string, string>; env: Record<string, string | undefined> } | undefined;

/** What Node calls `process`; undefined in a browser. */
export const nodeProcess = typeof process !== "undefined" && process.versions?.node ? process : undefined;

/** Not one of those that only look like it. */
export const isNode = Boolean(nodeProcess && !nodeProcess.versions!.deno && !nodeProcess.versions!.bun);

/** By a name that bundlers cannot see, since in a browser there is no such module, and nobody asks for it. */
export function nodeModule(name: string): Promise<any> {
    return import(/* webpackIgnore: true */ /* @vite-ignore */ name);
}

const agents = new Map<string, unknown>();

/**
 * As much of fetch as the SDK needs, by the modules that Node has for it. Follows no redirect.
 *
 * The fetch of Node 18 lets go of its signal when memory is cleaned up. A call that nobody answers then ends neither at its time nor when
 * the worker stops.
 */
export async function fetchInNode(url: string, init: RequestInit): Promise<Response> {
    const address = new URL(url);
    const { request, Agent } = await nodeModule(address.protocol === "https:" ? "node:https" : "node:http");
    if (!agents.has(address.protocol))
        agents.set(address.protocol, new Agent({ keepAlive: true }));
    return new Promise((resolve, reject) => {
        const answered = (incoming: any) => {
            const pieces: Uint8Array[] = [];
            incoming.on("data", (piece: Uint8Array) => pieces.push(piece));
            incoming.on("error", reject);
            incoming.on("end", () => resolve(responseFrom(incoming, pieces)));
        };
        const { method, signal } = init;
        const headers: Record<string, string> = {};
        new Headers(init.headers).forEach((value, name) => (headers[name] = value));
        request(address, { method, headers, signal, agent: agents.get(address.protocol) }, answered)
            .on("error", reject)
            .end(init.body ?? undefined);
    });
}

function responseFrom(incoming: any, pieces: Uint8Array[]): Response {
    const headers = new Headers();
    for (const [name, value] of Object.entries<string | string[]>(incoming.headers))
        headers.set(name, String(value));
    const { statusCode: status, statusMessage: statusText } = incoming;
    const mayHaveBody = ![101, 204, 205, 304].includes(status);
    return new Response(mayHaveBody ? new Blob(pieces) : null, { status, statusText, headers });
}
