// SPDX-License-Identifier: MIT

/** What the SDK takes from its surroundings. Tests bring their own; programs never need to. */
export interface Surroundings {
    fetch(url: string, init: RequestInit): Promise<Response>;
    /** The wall clock in milliseconds, for ids and the times of log lines. Never compared with a time of the broker. */
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

// Node, Deno and Bun have it, browsers do not. Declared here, so that no types of Node are needed.
declare const process: { pid: number; versions?: { node?: string }; env: Record<string, string | undefined> } | undefined;

const hasNode = typeof process !== "undefined" && Boolean(process.versions?.node);

/** A timer takes no more; a longer one would go off at once. */
const TIMER_MAX = 2 ** 31 - 1;

export const realSurroundings: Surroundings = {
    fetch: (url, init) => fetch(url, init),
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
    variable: name => (hasNode ? ifAllowed(() => process!.env[name]) : undefined),
    async host() {
        const os = hasNode ? await nodeModule("node:os") : undefined;
        return {
            name: ifAllowed(() => os?.hostname()) || globalThis.location?.hostname || "browser",
            pid: hasNode ? process!.pid : undefined,
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

/** By a name that bundlers cannot see, since in a browser there is no such module, and nobody asks for it. */
function nodeModule(name: string): Promise<any> {
    return import(/* webpackIgnore: true */ /* @vite-ignore */ name);
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
