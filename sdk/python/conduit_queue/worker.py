# SPDX-License-Identifier: MIT
"""The worker: claims tasks, has their handlers run, keeps the leases alive, stops politely."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import ssl
import threading
from typing import Any, Callable, Dict, List, Mapping, Optional, Protocol, Sequence, TypeVar, Union

from . import calls, wire
from .client import Client
from .context import Context, failure, Handler, Outcome, run_handler, Tell
from .courier import beat_pause, Courier, Link, log, may_pass, Run
from .errors import ConduitError
from .notes import Notes, time_text
from .processes import Children, ChildStartError
from .surroundings import REAL, Surroundings
from .task import Task

H = TypeVar("H", bound=Handler)

_CLAIM_MAX = 100  # tasks that one claim may ask for
_CLAIM_TIMEOUT = 10.0  # seconds on top of the wait
_TELL_EVERY = 1.0
_EMPTY_REST = 1.0  # after a claim that brought nothing and did not wait either
_NO_HANDLER_DELAY = 30.0  # for a task that nothing here can run: another worker should find it first
_FAREWELL = 1.0  # seconds for handlers to end once they were told that the worker stops


class Worker:
    """Runs the handlers that it is given. The README has examples.

    base_url     default: the variable CONDUIT_URL or BROKER_URL, else http://127.0.0.1:8080
    token        default: the variable CONDUIT_TOKEN, else none
    headers      sent with each request
    name         default: the variable WORKER_NAME, else host, pid and chance. No two workers may share one
    concurrency  tasks at a time, 1 to 1,000; default: the number of cores
    queues       names, or names with weights; default: any
    lease        seconds (1 to 86,400) after which a task of a worker that has vanished is given to another one
    grace        seconds that handlers get to finish when the worker stops
    processes    whether handlers run in child processes, which can be killed, instead of threads, which cannot
    kill_after   seconds from a cancellation until the child of a handler that has not stopped is killed
    ssl_context  whom to trust, for https; default: the system's authorities, or those in the file SSL_CERT_FILE
    """

    def __init__(
        self,
        base_url: Optional[str] = None,
        *,
        token: Optional[str] = None,
        headers: Optional[Mapping[str, str]] = None,
        name: Optional[str] = None,
        concurrency: Optional[int] = None,
        queues: Union[Sequence[str], Mapping[str, int]] = (),
        lease: float = 30.0,
        grace: float = 25.0,
        processes: bool = False,
        kill_after: float = 10.0,
        ssl_context: Optional[ssl.SSLContext] = None,
        surroundings: Surroundings = REAL,
    ) -> None:
        self.name = name or os.environ.get("WORKER_NAME") or f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(2)}"
        self._concurrency = _cores() if concurrency is None else concurrency
        if not 1 <= self._concurrency <= 1000:
            raise ValueError(f"concurrency takes 1 to 1000, not {concurrency}")
        self._queues = [f"{each}:{queues[each]}" for each in queues] if isinstance(queues, Mapping) else list(queues)
        self._lease = lease
        self._grace = grace
        self._in_processes = processes
        self._kill_after = kill_after
        self._surroundings = surroundings
        self._handlers: Dict[str, Handler] = {}
        self._schemas: Dict[str, Mapping[str, Any]] = {}

        def client() -> Client:
            return Client(
                base_url, token=token, headers=headers, repeat=False, ssl_context=ssl_context, surroundings=surroundings
            )

        self._client = client()
        self._claims = client()  # of its own, since stop() closes it
        self._link = Link()
        self._is_over = threading.Event()
        self._courier = Courier(self._client, self._link, lease, surroundings, self._is_over)
        self._runner: _Runner = _Threads(self._handlers)

        self._changed = threading.Condition()  # guards the next three; notified when a claim may have become possible
        self._runs: Dict[str, Run] = {}  # by lease token
        self._is_draining = False
        self._is_stopping = False
        self._is_idle = threading.Event()
        self._is_idle.set()
        self._stop_asked = threading.Event()
        self._thread: Optional[threading.Thread] = None

    def handler(self, task_type: str, schema: Optional[Mapping[str, Any]] = None) -> Callable[[H], H]:
        """Registers the function below it for a type of task. `schema`: `description` and `fields` of its payload."""

        def register(handler: H) -> H:
            self.add(task_type, handler, schema)
            return handler

        return register

    def add(self, task_type: str, handler: Handler, schema: Optional[Mapping[str, Any]] = None) -> None:
        """What @handler does, for a function from elsewhere."""
        self._handlers[task_type] = handler
        if schema is not None:
            self._schemas[task_type] = {**schema, "task_type": task_type}

    def run(self) -> None:
        """Works until it is stopped. For a program's main thread: SIGTERM and SIGINT stop it politely, a second one at once."""
        # A byte in a socket wakes this thread whenever the signal came; a lock would miss one that comes just before it is taken.
        ear, mouth = socket.socketpair()
        mouth.setblocking(False)
        wakeup_before = signal.set_wakeup_fd(mouth.fileno())
        before = {number: signal.signal(number, lambda number, frame: None) for number in (signal.SIGTERM, signal.SIGINT)}

        def tell_end() -> None:
            self._is_over.wait()
            mouth.send(b"\0")

        try:
            self.start()
            threading.Thread(target=tell_end, daemon=True).start()
            was_asked = False
            for number in iter(lambda: ear.recv(1)[0], 0):
                if number in before and was_asked:
                    self._runner.close()
                    os._exit(128 + number)
                if number in before:
                    was_asked = True
                    self.stop()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(wakeup_before)
            ear.close()
            mouth.close()

    def start(self) -> None:
        """Begins to work, on threads of its own, and returns. Once for each worker. ValueError when it has no handler."""
        if not self._handlers:
            raise ValueError("a worker needs a handler: register one with @worker.handler(TYPE)")
        if self._thread is not None:
            raise RuntimeError("a worker starts once: make a new one")
        self._prepare()
        self._thread = threading.Thread(target=self._work, name="conduit-worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Asks it to stop, and returns: it claims no more, lets handlers finish within the grace, and gives back the rest."""
        with self._changed:
            self._is_stopping = True
            self._changed.notify_all()
        self._stop_asked.set()
        self._claims.close()

    def join(self, timeout: Optional[float] = None) -> bool:
        """Waits for its end, for so many seconds at the most; whether it has ended."""
        return self._is_over.wait(timeout)

    def _prepare(self) -> None:
        if self._in_processes:
            self._runner = Children(self._handlers, self._kill_after, self._surroundings.monotonic)
            self._runner.prepare()

    def _work(self) -> None:
        claiming = threading.Thread(target=self._guard, args=(self._claim_on,), name="conduit-claims", daemon=True)
        beating = threading.Thread(target=self._guard, args=(self._beat_on,), name="conduit-heartbeats", daemon=True)
        claiming.start()
        beating.start()
        log.info("worker %s takes %s", self.name, ", ".join(sorted(self._handlers)))
        self._stop_asked.wait()
        log.info("worker %s stops; tasks that still run: %d", self.name, len(self._runs))
        self._finish()
        claiming.join(_FAREWELL)
        self._runner.close()
        self._is_over.set()
        self._client.close()

    def _guard(self, loop: Callable[[], None]) -> None:
        try:
            loop()
        except Exception:
            log.exception("a fault of this library; the worker stops, since it would only seem to work")
            self.stop()

    # Claiming

    def _claim_on(self) -> None:
        tries = 0
        refusal = ""
        while self._may_claim():
            try:
                pause = self._claim_once()
                tries, refusal = 0, ""
            except ConduitError as error:
                pause = wire.rest_after(error, tries, self._surroundings.chance())
                tries += 1
                if error.status and not wire.is_away(error) and error.code != refusal:
                    refusal = error.code
                    log.warning("the broker hands out nothing: %s", error)
            if pause > 0:
                self._surroundings.wait(self._stop_asked, pause)

    def _may_claim(self) -> bool:
        """Waits for a free slot; False when the worker stops."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_stopping or self._can_claim())
            return not self._is_stopping

    def _can_claim(self) -> bool:
        return self._free_slots() > 0 and not self._is_draining

    def _free_slots(self) -> int:
        return self._concurrency - len(self._runs)

    def _claim_once(self) -> float:
        """Claims, and starts what comes. Seconds to rest before the next claim."""
        if self._link.is_greeting_due:
            self._greet()
        with self._changed:
            n = min(self._free_slots(), _CLAIM_MAX)
        asked_at = self._surroundings.monotonic()
        request = calls.claim(self.name, sorted(self._handlers), self._queues, n, self._lease, calls.POLL_WAIT)
        tasks = self._link.call(self._claims, request, calls.POLL_WAIT + _CLAIM_TIMEOUT)
        for task in tasks:
            self._take(task)
        is_early = self._surroundings.monotonic() - asked_at < _EMPTY_REST
        return _EMPTY_REST if is_early and not tasks else 0.0

    def _greet(self) -> None:
        self._link.is_greeting_due = False
        for schema in self._schemas.values():
            try:
                self._link.call(self._claims, calls.set_schema(schema))
            except ConduitError as error:
                if may_pass(error):
                    self._link.is_greeting_due = True
                    raise
                log.error("the schema of %s was refused: %s", schema["task_type"], error)  # its tasks can be run all the same

    def _take(self, task: Task) -> None:
        run = Run(task, Notes(self._surroundings.wall_ns), self._courier.lease_end())
        has_handler = task.task_type in self._handlers
        with self._changed:
            again = [other for other in self._runs.values() if other.task.id == task.id]
            is_welcome = has_handler and self._free_slots() > 0 and not self._is_stopping
            if is_welcome:
                self._runs[run.token] = run
                self._is_idle.clear()
        for other in again:
            other.lose("it comes again")
        if is_welcome:
            threading.Thread(target=self._run, args=(run,), name=f"conduit-task-{task.id}", daemon=True).start()
        else:
            self._courier.release(run, 0.0 if has_handler else _NO_HANDLER_DELAY)

    def _run(self, run: Run) -> None:
        try:
            outcome = self._runner.run(run.context, run.notes.add)
            if run.close() and not run.is_lost:
                self._conclude(run, outcome)
        except ChildStartError as error:
            log.error("task %s is given back: %s", run.task.id, error)
            if run.close():
                self._courier.release(run, _NO_HANDLER_DELAY)
        finally:
            with self._changed:
                del self._runs[run.token]
                if not self._runs:
                    self._is_idle.set()
                self._changed.notify_all()

    def _conclude(self, run: Run, outcome: Outcome) -> None:
        reason = run.context.reason
        if reason == "stopping" and "error" in outcome:
            self._courier.release(run)
        elif reason == "cancel_requested" and "snooze" in outcome:
            self._courier.report(run, failure("stopped: cancel_requested", "Cancelled"))
        else:
            self._courier.report(run, outcome)

    # Heartbeats

    def _beat_on(self) -> None:
        clock = self._surroundings.monotonic
        next_beat = next_tell = clock()
        tries = 0
        while not self._is_over.is_set():
            if clock() >= next_beat:
                pause = beat_pause(self._lease)
                try:
                    self._beat()
                    tries = 0
                except ConduitError as error:
                    pause = min(pause, wire.rest_after(error, tries, self._surroundings.chance()))
                    tries += 1
                next_beat = clock() + pause
            if clock() >= next_tell:
                self._tell_all()
                next_tell = clock() + _TELL_EVERY
            self._runner.kill_overdue()
            self._surroundings.wait(self._is_over, max(min(next_beat, next_tell) - clock(), 0.01))

    def _beat(self) -> None:
        runs = self._open_runs()
        members = {
            "host": socket.gethostname()[:200],
            "pid": os.getpid(),
            "version": wire.VERSION,
            "types": sorted(self._handlers),
            "queues": self._queues,
            "concurrency": self._concurrency,
            "leases": [{"id": run.task.id, "lease_token": run.token} for run in runs],
        }
        request = calls.worker_heartbeat(self.name, members, time_text(self._surroundings.wall_ns()))
        answer = self._link.call(self._client, request, max(beat_pause(self._lease), 1.0))
        for run, lease in zip(runs, answer.leases):
            if lease.error is None:
                self._courier.renew(run, lease)
            elif not run.is_closed:  # else its result is on its way, and is answered itself
                run.lose(lease.error)
        with self._changed:
            self._is_draining = answer.drain
            self._changed.notify_all()
        if answer.stop:
            self.stop()

    def _tell_all(self) -> None:
        try:
            for run in self._open_runs():
                self._courier.tell(run)
        except ConduitError:
            pass  # nobody answers, as the link has told the log; what handlers told is kept

    def _open_runs(self) -> List[Run]:
        with self._changed:
            return [run for run in self._runs.values() if not run.is_lost]

    # Stopping

    def _finish(self) -> None:
        """Lets handlers finish within the grace, and gives back the rest."""
        self._wait_until_idle(self._grace)
        runs = self._open_runs()
        for run in runs:
            run.context.cancel("stopping")
        self._wait_until_idle(_FAREWELL)
        for run in runs:
            if run.close() and not self._link.is_away:  # one vain try is enough
                self._courier.release(run)

    def _wait_until_idle(self, seconds: float) -> None:
        if not self._is_idle.is_set():
            self._surroundings.wait(self._is_idle, seconds)


class _Runner(Protocol):
    """Where handlers run. ChildStartError when there is no such place at the moment."""

    def run(self, context: Context, tell: Tell) -> Outcome: ...

    def kill_overdue(self) -> int: ...

    def close(self) -> None: ...


class _Threads:
    """On the thread that asks. A thread cannot be killed: a handler that hangs keeps its slot."""

    def __init__(self, handlers: Mapping[str, Handler]) -> None:
        self._handlers = handlers

    def run(self, context: Context, tell: Tell) -> Outcome:
        return run_handler(self._handlers[context.task.task_type], context)

    def kill_overdue(self) -> int:
        return 0

    def close(self) -> None:
        pass


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
