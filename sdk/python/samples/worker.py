#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Three handlers. SIGTERM and SIGINT stop the worker politely, a second one at once: worker.py [--processes]"""

import asyncio
import logging
import sys
from typing import Any, Dict

from conduit_queue import Context, NoRetry, Worker

worker = Worker(processes="--processes" in sys.argv)


@worker.handler("shout", schema={"fields": {"text": {"field_type": "string", "required": True}}})
def shout(context: Context) -> Dict[str, str]:
    return {"shouted": context.task.payload["text"].upper()}


@worker.handler("count")
def count(context: Context) -> Dict[str, int]:
    """Counts to `to`, a step each second; goes on where an earlier attempt has left off."""
    to = context.task.payload["to"]
    if not 0 < to <= 1000:
        raise NoRetry(f"to is 1 to 1000, not {to}")
    for step in range(context.task.checkpoint or 0, to):
        if context.wait_cancelled(1):
            context.raise_if_cancelled()
        context.checkpoint(step + 1)
        context.progress(100 * (step + 1) / to, f"at {step + 1}")
    return {"counted": to}


@worker.handler("rest")
async def rest(context: Context) -> Any:
    """A coroutine is cancelled as coroutines are: by asyncio.CancelledError."""
    await asyncio.sleep(context.task.payload["seconds"])
    return None


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    worker.run()
