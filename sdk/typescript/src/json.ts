// SPDX-License-Identifier: MIT

/** JSON as text, which is sent as it stands. */
export class RawJson {
    constructor(readonly text: string) {}
}

/**
 * Takes JSON text as a whole payload, output or checkpoint, for what JavaScript's numbers would round:
 * `rawJson('{"account": 12345678901234567890}')`. Throws a SyntaxError when the text is no JSON.
 */
export function rawJson(text: string): RawJson {
    JSON.parse(text);
    return new RawJson(text);
}

/** The value as text, as it is now. What JSON does not know, such as undefined, is null. */
export function asRawJson(value: unknown): RawJson {
    return value instanceof RawJson ? value : new RawJson(JSON.stringify(value) ?? "null");
}

/** An object as JSON text, in which a member may be RawJson. Members that are undefined are left out. */
export function objectText(members: object): string {
    const texts = Object.entries(members)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${JSON.stringify(name)}:${asRawJson(value).text}`);
    return `{${texts.join(",")}}`;
}

/**
 * The text of the value at a path of names and places, exactly as it stands in `json`; undefined when there is none.
 * `json` must be valid: parse it first.
 */
export function textAt(json: string, ...path: (string | number)[]): string | undefined {
    let start = skipSpace(json, 0);
    for (const step of path) {
        const found = findChild(json, start, step);
        if (found === undefined)
            return undefined;
        start = found;
    }
    return json.slice(start, endOfValue(json, start));
}

/** Where the child begins that an object calls, or an array counts, `step`. */
function findChild(json: string, parent: number, step: string | number): number | undefined {
    const isObject = json[parent] === "{";
    if (!isObject && json[parent] !== "[")
        return undefined;
    let at = skipSpace(json, parent + 1);
    for (let place = 0; json[at] !== "}" && json[at] !== "]"; place++) {
        let name: string | number = place;
        if (isObject) {
            const end = endOfString(json, at);
            name = JSON.parse(json.slice(at, end)) as string;
            at = skipSpace(json, skipSpace(json, end) + 1); // behind the colon
        }
        if (name === step)
            return at;
        at = skipSpace(json, endOfValue(json, at));
        if (json[at] === ",")
            at = skipSpace(json, at + 1);
    }
    return undefined;
}

/** Where the value ends that begins at `start`. */
function endOfValue(json: string, start: number): number {
    if (!'"{['.includes(json[start]!))
        return indexFrom(json, start, /[\s,\]}]|$/g); // a number, true, false or null
    let depth = 0;
    let at = start;
    do {
        at = indexFrom(json, at, /["{}[\]]/g);
        const character = json[at]!;
        if (character === '"') {
            at = endOfString(json, at);
        } else {
            depth += "{[".includes(character) ? 1 : -1;
            at++;
        }
    } while (depth > 0);
    return at;
}

/** Where `wanted`, a global expression, is found first from `start` on. */
function indexFrom(text: string, start: number, wanted: RegExp): number {
    wanted.lastIndex = start;
    return wanted.exec(text)!.index;
}

/** Where the string ends that begins with the quote at `start`. By indexOf, since strings may have megabytes. */
function endOfString(json: string, start: number): number {
    let quote = start;
    let backslashes: number;
    do {
        quote = json.indexOf('"', quote + 1);
        backslashes = 0;
        while (json[quote - 1 - backslashes] === "\\")
            backslashes++;
    } while (backslashes % 2 === 1);
    return quote + 1;
}

function skipSpace(json: string, at: number): number {
    while (/\s/.test(json[at] ?? ""))
        at++;
    return at;
}
