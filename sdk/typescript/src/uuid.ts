// SPDX-License-Identifier: MIT

/**
 * Makes ids of version 7 (RFC 9562), each larger than the one before: the time in milliseconds, then twelve bits that count
 * within a millisecond from a random start, then random bits.
 */
export class TaskIds {
    #time = 0;
    #count = 0;

    /** `now` is the wall clock in milliseconds; `random` holds ten bytes that nobody can guess. */
    next(now: number, random: Uint8Array): string {
        const bytes = new Uint8Array(16);
        bytes.set(random.subarray(0, 10), 6);
        const view = new DataView(bytes.buffer);
        // A clock that was set back must not bring old ids back.
        if (now > this.#time) {
            this.#time = now;
            this.#count = view.getUint16(6) & 0x7ff; // half of the range, so that there is room to count
        } else if (++this.#count > 0xfff) {
            this.#time++;
            this.#count = 0;
        }
        view.setUint32(0, Math.floor(this.#time / 0x10000));
        view.setUint16(4, this.#time % 0x10000);
        view.setUint16(6, 0x7000 | this.#count);
        view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
        const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
        return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    }
}
