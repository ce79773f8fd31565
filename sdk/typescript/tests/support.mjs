// SPDX-License-Identifier: MIT
// The broker's half of a dialogue, played by the test, and a clock that the test moves.
import { createServer, get } from "node:http";
import { test } from "node:test";
import { realSurroundings } from "../dist/esm/surroundings.js";

/** A test that is ended when its dialogue has come to a standstill. */
export function check(sentence, body) {
    test(sentence, { timeout: 20_000 }, body);
}

/** A real server on a free port, whose answers the test gives one by one. */
export class ScriptedBroker {
    #server = createServer((request, response) => this.#receive(request, response));
    #unanswered = [];
    #expected = [];

    static async start(t) {
        const broker = new ScriptedBroker();
        await broker.listen(0);
        t.after(() => broker.goAway());
        return broker;
    }

    listen(port) {
        return new Promise(resolve => this.#server.listen(port, "127.0.0.1", resolve)).then(() => {
            this.port = this.#server.address().port;
            this.url = `http://127.0.0.1:${this.port}`;
        });
    }

    /** Refuses connections from now on, and breaks those that are open. */
    goAway() {
        this.#unanswered = [];
        const closed = new Promise(resolve => this.#server.close(resolve));
        this.#server.closeAllConnections();
        return closed;
    }

    /** The next request such as "POST /task/claim", whenever it comes. */
    next(line) {
        const place = this.#unanswered.findIndex(request => request.line === line);
        if (place >= 0)
            return Promise.resolve(this.#unanswered.splice(place, 1)[0]);
        return new Promise(take => this.#expected.push({ line, take }));
    }

    /** Lets requests arrive that are on their way, before a test says that there are none. */
    async settle() {
        for (let i = 0; i < 3; i++) {
            const answered = new Promise(resolve => get(`${this.url}/settle`, { agent: false }, resolve));
            (await this.next("GET /settle")).answer(200);
            (await answered).resume();
        }
    }

    /** The lines of the requests that have come and that nobody has asked for. */
    get waiting() {
        return this.#unanswered.map(request => request.line);
    }

    async #receive(request, response) {
        let text = "";
        for await (const piece of request.setEncoding("utf8"))
            text += piece;
        const [path, query = ""] = request.url.split("?");
        const received = {
            line: `${request.method} ${path}`,
            query,
            headers: request.headers,
            text,
            body: text && JSON.parse(text),
            /** Resolves when the client has hung up. */
            hungUp: new Promise(resolve => response.on("close", () => !response.writableFinished && resolve())),
            answer(status, body = "", headers = {}) {
                response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
            },
            breakOff() {
                request.socket.destroy();
            },
        };
        const place = this.#expected.findIndex(({ line }) => line === received.line);
        if (place >= 0)
            this.#expected.splice(place, 1)[0].take(received);
        else
            this.#unanswered.push(received);
    }
}

/** Surroundings for the SDK: time stands still until the test lets it pass, and chance always says the most. */
export class TestSurroundings {
    time = 0;
    #timers = [];
    #watchers = [];

    constructor(variables = {}) {
        Object.assign(this, {
            fetch: realSurroundings.fetch,
            now: () => 1_800_000_000_000 + this.time,
            monotonic: () => this.time,
            random: () => 1,
            randomBytes: async count => new Uint8Array(count).fill(0xff),
            after: (milliseconds, callBack) => this.#after(milliseconds, callBack),
            variable: name => variables[name],
            host: async () => ({ name: "atlas", pid: 42, cores: 2 }),
        });
    }

    /** How many timers have not gone off. */
    get timers() {
        return this.#timers.length;
    }

    /** Resolves, with its timer, once somebody waits for exactly so many milliseconds. */
    waits(milliseconds) {
        const fits = timer => timer.milliseconds === milliseconds;
        const timer = this.#timers.find(fits);
        return timer ? Promise.resolve(timer) : new Promise(found => this.#watchers.push({ fits, found }));
    }

    /** Once somebody waits for exactly so many milliseconds, lets the time pass until that moment. */
    async pass(milliseconds) {
        this.passTo((await this.waits(milliseconds)).due);
    }

    /** Lets the time pass until that moment. */
    passTo(moment) {
        for (;;) {
            const [timer] = this.#timers.filter(({ due }) => due <= moment).sort((a, b) => a.due - b.due);
            if (!timer)
                break;
            this.#remove(timer);
            this.time = Math.max(this.time, timer.due);
            timer.callBack();
        }
        this.time = Math.max(this.time, moment);
    }

    #after(milliseconds, callBack) {
        const timer = { milliseconds, due: this.time + milliseconds, callBack };
        this.#timers.push(timer);
        const place = this.#watchers.findIndex(({ fits }) => fits(timer));
        if (place >= 0)
            this.#watchers.splice(place, 1)[0].found(timer);
        return () => this.#remove(timer);
    }

    #remove(timer) {
        this.#timers = this.#timers.filter(other => other !== timer);
    }
}

export const TASK_ID = "0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10";

/** A task as the broker shows it. */
export function taskView(members = {}) {
    return {
        id: TASK_ID,
        task_type: "echo",
        payload: { echo: "hello" },
        status: "Pending",
        result: null,
        state: "ready",
        attempt: 0,
        version: 1,
        ...members,
    };
}

/** A refusal as the broker words it. */
export function refusal(code, message = "It was refused.", details = []) {
    return { error: { code, message, details } };
}
