// SPDX-License-Identifier: MIT
import { fetchInNode, isNode, nodeModule, nodeProcess } from "./node.js";

/** What the SDK takes from its surroundings. Tests bring their own; programs never need to. */
export interface Surroundings {
    fetch(url: string, init: RequestInit): Promise<Response>;
    /** The wall clock in milliseconds, for ids, the times of log lines, and to tell the broker; only that compares it with its own. */
    now(): number;
    /** Milliseconds of a clock that never jumps. */
    monotonic(): number;
    /** Even chance from 0 to 1, for pauses. */
    random(): number;
    /** Bytes that nobody can guess. */
    randomBytes(count: number): Promise<Uint8Array>;
    /** Calls back after so many milliseconds, unless the function that it returns is called before. */
    after(milliseconds: number, callBack: () => void): () => void;
    /** A variable of the environment; undefined where there is none. */
    variable(name: string): string | undefined;
    host(): Promise<Host>;
}

export interface Host {
    name: string;
    pid?: number;
    cores: number;
}

/** A timer takes no more; a longer one would go off at once. */
const TIMER_MAX = 2 ** 31 - 1;

export const realSurroundings: Surroundings = {
    fetch: (url, init) => (isNode ? fetchInNode(url, init) : fetch(url, init)),
    now: () => Date.now(),
    monotonic: () => performance.now(),
    random: () => Math.random(),
    async randomBytes(count) {
        // Node 18 has it in a module only.
        const source: Crypto = globalThis.crypto ?? (await nodeModule("node:crypto")).webcrypto;
        return source.getRandomValues(new Uint8Array(count));
    },
    after(milliseconds, callBack) {
        const timer = setTimeout(callBack, Math.min(milliseconds, TIMER_MAX));
        return () => clearTimeout(timer);
    },
    variable: name => (nodeProcess ? ifAllowed(() => nodeProcess!.env[name]) : undefined),
    async host() {
        const os = nodeProcess ? await nodeModule("node:os") : undefined;
        return {
            name: ifAllowed(() => os?.hostname()) || globalThis.location?.hostname || "browser",
            pid: nodeProcess?.pid,
            cores: ifAllowed(() => os?.cpus().length) || globalThis.navigator?.hardwareConcurrency || 1,
        };
    },
};

/** Deno throws when it was started without --allow-env or --allow-sys; then the worker goes without. */
function ifAllowed<T>(ask: () => T): T | undefined {
    try {
        return ask();
    } catch {
        return undefined;
    }
}

/** Resolves after so many milliseconds, or at once when `signal` is aborted. */
export function sleep(surroundings: Surroundings, milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise(resolve => {
        if (milliseconds <= 0 || signal?.aborted)
            return resolve();
        const wake = () => {
            cancel();
            signal?.removeEventListener("abort", wake);
            resolve();
        };
        const cancel = surroundings.after(milliseconds, wake);
        signal?.addEventListener("abort", wake);
    });
}
