# SPDX-License-Identifier: MIT
"""Handlers in child processes, so that one that hangs can be killed."""

from __future__ import annotations

import atexit
import functools
import multiprocessing
import os
import pickle
import queue
import signal
import threading
from multiprocessing.connection import Connection
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from .context import Context, failure, Handler, Outcome, run_handler, Tell
from .task import task_from_text

_SPAWN = multiprocessing.get_context("spawn")


class ChildStartError(Exception):
    """A child process did not come up."""


class Children:
    """Runs handlers in children, one in each, and starts a child anew that died or was killed. For any number of threads.

    kill_after  seconds between a cancellation and the end by force
    """

    def __init__(self, handlers: Mapping[str, Handler], kill_after: float, monotonic: Callable[[], float]) -> None:
        self._handlers = dict(handlers)
        self._kill_after = kill_after
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._idle: List[_Child] = []
        self._busy: List[_Child] = []
        self._is_closed = False

    def prepare(self) -> None:
        """Starts the first child. ValueError when a handler cannot be found by a child, ChildStartError when it dies."""
        try:
            pickle.dumps(self._handlers)
        except (pickle.PicklingError, AttributeError, TypeError) as fault:
            message = "processes=True takes functions at the top level of a module as handlers, so that a child finds them"
            raise ValueError(f"{message}: {fault}") from fault
        atexit.register(self.close)  # runs before multiprocessing waits for children, which would be for ever
        self._put_back(self._take())

    def run(self, context: Context, tell: Tell) -> Outcome:
        """ChildStartError when there is no child to run it."""
        child = self._take()
        try:
            return child.run(context, tell) or self._end_of(child)
        finally:
            self._put_back(child)

    def kill_overdue(self) -> int:
        """Kills those that were told to stop long enough ago; how many."""
        latest = self._monotonic() - self._kill_after
        with self._lock:
            overdue = [child for child in self._busy if child.asked_at is not None and child.asked_at <= latest]
            return sum(child.kill() for child in overdue)

    def close(self) -> None:
        """Kills all of them."""
        atexit.unregister(self.close)
        with self._lock:
            self._is_closed = True
            children = self._idle + self._busy
        for child in children:
            child.kill()
            child.death()

    def _end_of(self, child: _Child) -> Outcome:
        if child.was_killed:
            return failure(f"The handler did not stop within {self._kill_after:g} s and was killed.", "Killed")
        return failure(f"The handler's process died: {child.death()}.", "ProcessDied")

    def _take(self) -> _Child:
        with self._lock:
            child = self._idle.pop() if self._idle else None
        if child is None or not child.is_alive():
            child = _Child(self._handlers, self._monotonic)
        with self._lock:
            self._busy.append(child)
            is_closed = self._is_closed
        if is_closed:
            child.kill()
        return child

    def _put_back(self, child: _Child) -> None:
        with self._lock:
            self._busy.remove(child)
            if child.is_alive():
                self._idle.append(child)


class _Child:
    """One process, and this end of the pipe to it. Messages name the run they belong to: a handler may leave threads behind."""

    def __init__(self, handlers: Dict[str, Handler], monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=serve, args=(theirs, handlers), name="conduit-handler")
        self._lock = threading.Lock()
        self._runs = 0
        self._context: Optional[Context] = None
        self.asked_at: Optional[float] = None  # when what runs was told to stop
        self.was_killed = False
        self._process.start()
        theirs.close()
        if self._receive() is None:
            raise ChildStartError(
                f"A child process did not come up: {self.death()}; its output says why. A program's own file is imported"
                ' by children, too: start the worker below `if __name__ == "__main__":`.'
            )

    def run(self, context: Context, tell: Tell) -> Optional[Outcome]:
        """None when it died."""
        with self._lock:
            self._runs += 1
            self._context = context
            self._send("run", context.task.text)
        context.on_cancel(lambda: self._cancel(context))
        try:
            while True:
                message = self._receive()
                if message is None:
                    return None
                run, kind, value = message
                if run == self._runs and kind == "ended":
                    return value
                if run == self._runs:
                    tell(kind, value)
        finally:
            with self._lock:
                self._context = None
                self.asked_at = None

    def kill(self) -> bool:
        """False when that has been done already."""
        if self.was_killed:
            return False
        self.was_killed = True
        if hasattr(os, "killpg") and self._process.pid is not None:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)  # with what the handler has started
                return True
            except ProcessLookupError:
                pass  # it has ended, or has no group of its own yet
        self._process.kill()
        return True

    def is_alive(self) -> bool:
        return not self.was_killed and self._process.is_alive()

    def death(self) -> str:
        self._process.join()
        code = self._process.exitcode
        return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"

    def _cancel(self, context: Context) -> None:
        with self._lock:
            if self._context is context:  # else it has ended, and another one runs
                self.asked_at = self._monotonic()
                self._send("cancel", context.reason)

    def _send(self, kind: str, value: Any) -> None:
        try:
            self._pipe.send((self._runs, kind, value))
        except OSError:
            pass  # it has died, which the end of the pipe tells

    def _receive(self) -> Any:
        try:
            return self._pipe.recv()
        except (EOFError, OSError):
            return None


def serve(pipe: Connection, handlers: Dict[str, Handler]) -> None:
    """The child's main program: runs what it is told to, until its parent is gone."""
    if hasattr(os, "setsid"):
        os.setsid()  # it can be killed with what it has started, and a Ctrl-C in the terminal is for the parent
    # The parent decides when a handler ends. Not SIG_IGN, which programs that a handler starts would inherit.
    signal.signal(signal.SIGTERM, lambda number, frame: None)
    signal.signal(signal.SIGINT, lambda number, frame: None)
    lock = threading.Lock()
    work: "queue.SimpleQueue[Tuple[int, Context]]" = queue.SimpleQueue()

    def send(run: int, kind: str, value: Any) -> None:
        try:
            with lock:
                pipe.send((run, kind, value))
        except OSError:
            os._exit(0)  # the parent is gone

    def listen() -> None:
        context: Optional[Context] = None
        while True:
            try:
                run, kind, value = pipe.recv()
            except (EOFError, OSError):
                os._exit(0)
            if kind == "run":
                context = Context(task_from_text(value), functools.partial(send, run))
                work.put((run, context))
            elif context is not None:
                context.cancel(value)

    threading.Thread(target=listen, daemon=True).start()
    send(0, "ready", None)
    while True:
        run, context = work.get()
        send(run, "ended", run_handler(handlers[context.task.task_type], context))
