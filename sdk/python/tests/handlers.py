# SPDX-License-Identifier: MIT
"""Handlers that a child process can import."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any

from conduit_queue import Context


def echo(context: Context) -> Any:
    context.progress(50, "half")
    context.checkpoint({"page": 3})
    return context.task.payload


def process_id(_: Context) -> int:
    return os.getpid()


def hang(context: Context) -> None:
    context.log("info", "hanging")
    threading.Event().wait()


def obey(context: Context) -> None:
    context.log("info", "waiting")
    context.wait_cancelled()
    context.raise_if_cancelled()


def leave_a_thread(context: Context) -> int:
    """Its thread tells something when the next run has begun."""
    threading.Thread(target=lambda: (next_run.wait(), context.log("info", "stray"), told.set()), daemon=True).start()
    return os.getpid()


def hear_no_stray(context: Context) -> int:
    next_run.set()
    told.wait()
    context.log("info", "own")
    return os.getpid()


next_run = threading.Event()
told = threading.Event()


def vanish(_: Context) -> None:
    os._exit(7)


def crash(_: Context) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


class NotImportable:
    def __reduce__(self) -> Any:
        return _fail, ()

    def __call__(self, context: Context) -> None:
        raise AssertionError("it is never there")


def _fail() -> None:
    raise SystemExit(1)  # as a module that is missing would, but without its traceback
