# SPDX-License-Identifier: MIT
"""What a handler gets, and what becomes of it when it ends."""

from __future__ import annotations

import asyncio
import inspect
import logging
import threading
import traceback
from typing import Any, Awaitable, Callable, Dict, List, Optional

from .errors import Cancelled, NoRetry, RetryIn, Snooze
from .json_text import encode_object, JsonText
from .task import Task

log = logging.getLogger("conduit_queue.worker")

Outcome = Dict[str, Any]
"""The members of POST /task/{id}/result that say how an attempt ended."""

Tell = Callable[[str, Any], None]
"""Takes what a handler tells: "progress" or "checkpoint" with a JsonText, "log" with (level, message)."""

LEVELS = ("debug", "info", "warning", "error")
_MESSAGE_MAX = 256  # the broker's bounds: UTF-16 units, and bytes
_DATA_MAX = 16 * 1024
_CHECKPOINT_MAX = 64 * 1024
_LINE_MAX = 4_000
_STACK_MAX = 10_000


class Context:
    """A handler's view of the task that it runs. May be used from any thread of the handler's process.

    `task` has the payload, the number of the attempt, and the checkpoint that an earlier attempt left.
    """

    def __init__(self, task: Task, tell: Tell = lambda kind, value: None) -> None:
        self.task = task
        self._tell = tell
        self._lock = threading.Lock()
        self._is_cancelled = threading.Event()
        self._reason: Optional[str] = None
        self._on_cancel: List[Callable[[], None]] = []

    def progress(self, percent: Optional[float] = None, message: Optional[str] = None, data: Any = None) -> None:
        """Shows how far it is: 0 to 100 per cent, a message (cut after 256 characters), any JSON of up to 16 KiB.

        The newest goes out once a second.
        """
        if percent is not None and not 0 <= percent <= 100:
            raise ValueError(f"progress takes 0 to 100 per cent, not {percent}")
        members: Dict[str, Any] = {}
        if percent is not None:
            members["percent"] = percent
        if message is not None:
            members["message"] = _cut(message, _MESSAGE_MAX)
        if data is not None:
            members["data"] = _bounded("the data of progress", data, _DATA_MAX)
        self._tell("progress", JsonText(encode_object(members)))

    def log(self, level: str, message: str) -> None:
        """Adds a line to the task's log. Levels: debug, info, warning, error. Goes out once a second."""
        if level not in LEVELS:
            raise ValueError(f"there is no level {level!r}: take one of {', '.join(LEVELS)}")
        self._tell("log", (level, clean(message)[:_LINE_MAX]))

    def checkpoint(self, value: Any) -> None:
        """Leaves any JSON of up to 64 KiB for the next attempt, which finds it as `task.checkpoint`."""
        self._tell("checkpoint", _bounded("a checkpoint", value, _CHECKPOINT_MAX))

    @property
    def cancelled(self) -> bool:
        """The handler should end soon: nobody wants its output any more, or it has run too long, or the worker stops."""
        return self._is_cancelled.is_set()

    @property
    def reason(self) -> Optional[str]:
        """Why: "cancel_requested" (cancelled, or timed out), "lease_lost" (another worker may have it) or "stopping"."""
        return self._reason

    def wait_cancelled(self, seconds: Optional[float] = None) -> bool:
        """Rests for so many seconds, or until it is cancelled; whether it is."""
        return self._is_cancelled.wait(seconds)

    def raise_if_cancelled(self) -> None:
        if self.cancelled:
            raise Cancelled(f"stopped: {self._reason}")

    def on_cancel(self, call: Callable[[], None]) -> None:
        """Has something short done when it is cancelled, on another thread; at once when it is already."""
        with self._lock:
            if not self.cancelled:
                self._on_cancel.append(call)
                return
        call()

    def cancel(self, reason: str) -> None:
        """For the worker, and for tests of handlers. The first reason stays."""
        with self._lock:
            if self.cancelled:
                return
            self._reason = reason
            self._is_cancelled.set()
        for call in self._on_cancel:
            try:
                call()
            except Exception:
                log.exception("task %s: what was to be done on its cancellation failed", self.task.id)


Handler = Callable[[Context], Any]
"""Returns the output (any JSON, or JsonText), or an awaitable of it."""


def run_handler(handler: Handler, context: Context) -> Outcome:
    """Runs it to its end, however it ends."""
    try:
        output = handler(context)
        if inspect.isawaitable(output):
            output = asyncio.run(_awaited(output, context))
        return {"output": JsonText.of(output)}
    except Snooze as snooze:
        return {"snooze": snooze.seconds}
    except BaseException as error:  # a handler that calls sys.exit() has failed, too
        return _failure(error, context)


def failure(message: str, error_class: str, **more: Any) -> Outcome:
    return {"error": message, "error_class": error_class, **more}


def clean(text: str) -> str:
    """Without halves of surrogate pairs, which UTF-8 cannot carry; they come from names of files, for instance."""
    return text.encode(errors="replace").decode()


def _failure(error: BaseException, context: Context) -> Outcome:
    message = clean(str(error))
    if not message:
        message = f"stopped: {context.reason}" if context.cancelled else type(error).__name__
    # The end of a stack says more than its beginning.
    stack = clean("".join(traceback.format_exception(type(error), error, error.__traceback__)))[-_STACK_MAX:]
    outcome = failure(message, type(error).__name__, stack=stack)
    if isinstance(error, NoRetry):
        outcome["no_retry"] = True
    if isinstance(error, RetryIn):
        outcome["retry_in"] = error.seconds
    return outcome


async def _awaited(output: Awaitable[Any], context: Context) -> Any:
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(output)

    def cancel() -> None:
        try:
            loop.call_soon_threadsafe(task.cancel)
        except RuntimeError:
            pass  # the loop is closed: the handler has just ended

    context.on_cancel(cancel)
    return await task


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le", "replace")[: 2 * units].decode("utf-16-le", "ignore")


def _bounded(what: str, value: Any, size_max: int) -> JsonText:
    text = JsonText.of(value)
    size = len(text.text.encode())
    if size > size_max:
        raise ValueError(f"{what} takes {size_max} bytes, not {size}: keep it elsewhere, and put a reference here")
    return text
