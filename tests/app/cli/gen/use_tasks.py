# SPDX-License-Identifier: GPL-3.0-only
"""Enqueues with what `conduit gen python` wrote."""

import asyncio

import tasks
from conduit_queue import AsyncClient, Client


async def enqueue_later() -> None:
    async with AsyncClient() as client:
        await tasks.enqueue_ping(client, [1.5])


with Client() as client:
    tasks.enqueue_resize(client, {"image": "x", "width": 12345678901234567890, "tags": [1, "two", None]}, priority=7)
    tasks.enqueue_resize(client, {"image": "y", "tags": []})
    asyncio.run(enqueue_later())
    tasks.enqueue_n_1_u6f22_gro_u00df_e(
        client,
        {
            '*/ "quoted" \\': "q",
            "new\nline\r\t\0\x1f\x85\u2028\u202eend": "n",
            "??/??=": 1.5,
            "漢字": True,
        },
    )
    tasks.enqueue_class(client, {"abstract": "a", "trait": "b", "decltype": "c", "typeid": "d", "readonly": "e"})

assert tasks.ResizePayload.__required_keys__ == {"image", "tags"}
assert tasks.ResizePayload.__optional_keys__ == {"width", "keep-ratio", "meta"}
assert tasks.ResizePayload.__doc__ == "Make a picture smaller."
