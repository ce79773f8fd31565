# SPDX-License-Identifier: MIT
"""Carries what a worker's runs say to the broker, also when that one is away for a while."""

from __future__ import annotations

import logging
import threading
from typing import Optional, TypeVar

from . import calls, wire
from .client import Client
from .context import Context, failure, Outcome
from .errors import ConduitError
from .notes import Notes
from .surroundings import Surroundings
from .task import Task

T = TypeVar("T")

log = logging.getLogger("conduit_queue.worker")

_LOST = ("lease_lost", "already_ended", "not_found")
_RELEASE_TIMEOUT = 5.0  # seconds; a worker that stops has no more


class Run:
    """One attempt of a task at this worker, from the claim until the broker has heard how it ended."""

    def __init__(self, task: Task, notes: Notes, lease_end: float) -> None:
        self.task = task
        self.token = task.lease_token or ""
        self.notes = notes
        self.context = Context(task, notes.add)
        self.lease_end = lease_end  # on the monotonic clock: it is surely over then
        self.is_lost = False  # the lease is another's: the outcome interests nobody
        self.is_closed = False  # what becomes of it has been decided
        self.telling = threading.Lock()
        self._closing = threading.Lock()

    def close(self) -> bool:
        """Whoever hears True, and nobody else, decides what becomes of it: its handler's end, or the worker's."""
        with self._closing:
            was_closed, self.is_closed = self.is_closed, True
            return not was_closed

    def lose(self, why: str) -> None:
        if not self.is_lost:
            log.warning("task %s is not this worker's any more: %s", self.task.id, why)
            self.is_lost = True
            self.context.cancel("lease_lost")


class Link:
    """Knows whether the broker answers, and tells the log when that changes."""

    def __init__(self) -> None:
        self.is_away = False
        self.is_greeting_due = True  # a broker that was away may have been replaced by one that knows no schema yet
        self._lock = threading.Lock()

    def call(self, client: Client, request: wire.Request[T], timeout: Optional[float] = None) -> T:
        try:
            answer = client.call(request, timeout=timeout)
        except ConduitError as error:
            if wire.is_away(error):
                self._lost(error)
            elif error.status:
                self._found()
            raise
        self._found()
        return answer

    def _lost(self, error: ConduitError) -> None:
        with self._lock:
            if not self.is_away:
                self.is_away = True
                self.is_greeting_due = True
                log.warning("%s Trying again until it does.", error.message)

    def _found(self) -> None:
        with self._lock:
            if self.is_away:
                self.is_away = False
                log.warning("The broker is back.")


class Courier:
    """Reports, tells and gives back; for any number of threads. `is_over`: when the worker has ended, nothing is repeated."""

    def __init__(self, client: Client, link: Link, lease: float, surroundings: Surroundings, is_over: threading.Event) -> None:
        self._client = client
        self._link = link
        self._lease = lease
        self._surroundings = surroundings
        self._is_over = is_over

    def lease_end(self) -> float:
        """When a lease that was given or renewed a moment ago is surely over: a broker's clock may lose 5 %."""
        return self._surroundings.monotonic() + self._lease * 1.05 + 1.0

    def renew(self, run: Run, lease: calls.RenewedLease) -> None:
        run.lease_end = self.lease_end()
        if lease.cancel_requested:
            run.context.cancel("cancel_requested")

    def report(self, run: Run, outcome: Outcome) -> None:
        """Until the broker has acknowledged it, or will never want it: it may restart in between."""
        tries = 0
        is_substitute = False
        while True:
            try:
                self.tell(run)
                if not run.is_lost:
                    self._link.call(self._client, calls.result(run.task, outcome))
                return
            except ConduitError as error:
                if error.status in (400, 413) and not is_substitute:
                    log.error("task %s fails, since its result was refused: %s", run.task.id, error)
                    outcome = failure(f"The broker refused the result: {error.message}", "ResultRefused", no_retry=True)
                    is_substitute = True
                    continue
                if not may_pass(error):
                    log.warning("the result of task %s is dropped: %s", run.task.id, error)
                    return
                pause = wire.rest_after(error, tries, self._surroundings.chance())
            tries += 1
            if self._surroundings.monotonic() + pause >= run.lease_end:
                log.warning("the result of task %s is dropped: nobody took it before its lease was over", run.task.id)
                return
            if self._surroundings.wait(self._is_over, pause):
                log.warning("the result of task %s is lost with this worker; it runs again after its lease", run.task.id)
                return

    def tell(self, run: Run) -> None:
        """Sends what the handler has told. ConduitError when nobody answers; what is refused is left out."""
        with run.telling:  # one at a time, so that the log stays in order
            notes = run.notes.take()
            if not notes:
                return
            timeout = max(beat_pause(self._lease), 1.0)
            try:
                self.renew(run, self._link.call(self._client, calls.heartbeat(run.task, notes), timeout))
            except ConduitError as error:
                if error.code in _LOST:
                    run.lose(error.code)
                elif not may_pass(error):
                    log.error("what task %s told was refused: %s", run.task.id, error)
                else:
                    run.notes.put_back(notes)
                    if wire.is_away(error):
                        raise

    def release(self, run: Run, delay: float = 0.0) -> None:
        """Gives it back, with its last words. The attempt does not count."""
        try:
            self.tell(run)
            if not run.is_lost:
                self._link.call(self._client, calls.release(run.task, delay), _RELEASE_TIMEOUT)
        except ConduitError as error:
            log.warning("task %s was not given back, and runs again after its lease: %s", run.task.id, error)


def beat_pause(lease: float) -> float:
    """Seconds from one heartbeat to the next."""
    return min(lease / 3, 10.0)


def may_pass(error: ConduitError) -> bool:
    """Later, or with another token, the same may be taken."""
    return error.status in (0, 401, 403, 408, 429) or error.status >= 500
