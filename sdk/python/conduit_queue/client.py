# SPDX-License-Identifier: MIT
"""The client for programs with threads."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any, Dict, Iterable, Iterator, List, Mapping, Optional, TypeVar

from . import calls, wire
from .errors import ConduitError
from .surroundings import REAL, Surroundings
from .task import Attempt, Task, TaskPage
from .transport import Transport

if TYPE_CHECKING:
    from typing_extensions import Unpack

T = TypeVar("T")


class Client:
    """Speaks to a broker. May be used by any number of threads; connections are kept, one for each call under way.

    base_url     default: the variable CONDUIT_URL or BROKER_URL, else http://127.0.0.1:8080
    token        default: the variable CONDUIT_TOKEN, else none
    timeout      seconds that a call may take, repetitions included, on top of what it waits for a task
    headers      sent with each request
    repeat       whether a call that got no answer, or 429, 502, 503 or 504, is repeated within its time. All calls bear it
    ssl_context  whom to trust, for https; default: the system's authorities, or those in the file SSL_CERT_FILE
    Each call raises ConduitError.
    """

    def __init__(
        self,
        base_url: Optional[str] = None,
        *,
        token: Optional[str] = None,
        timeout: float = 30.0,
        headers: Optional[Mapping[str, str]] = None,
        repeat: bool = True,
        ssl_context: Optional[ssl.SSLContext] = None,
        surroundings: Surroundings = REAL,
    ) -> None:
        self._timeout = timeout
        self._repeat = repeat
        self._surroundings = surroundings
        self._transport = Transport(wire.endpoint(base_url, token, headers), ssl_context, surroundings.monotonic)

    def enqueue(self, task_type: str, payload: Any = None, **options: Unpack[calls.TaskOptions]) -> Task:
        """Enqueues a task. It is on disk when this returns."""
        return self.call(calls.enqueue(task_type, payload, options))

    def batch(self, tasks: Iterable[calls.NewTask]) -> List[Task]:
        """Enqueues 1 to 1,000 tasks, all or none."""
        return self.call(calls.batch(tasks))

    def get(self, task_id: str) -> Task:
        return self.call(calls.get(task_id))

    def wait_for_result(self, task_id: str, timeout: Optional[float] = None) -> Task:
        """Waits until the task is completed, dead or cancelled; None: for ever. A deleted task never ends.

        ConduitError "timeout" when it has not ended within so many seconds (a few more when the broker is silent).
        """
        poll = calls.ResultPoll(task_id, timeout, self._timeout, self._surroundings.monotonic)
        while True:
            request, seconds = poll.ask()
            task = self.call(request, timeout=seconds)
            if task.has_ended:
                return task
            self._surroundings.sleep(poll.rest())

    def list(self, **options: Unpack[calls.ListOptions]) -> TaskPage:
        """One page, newest first unless `sort` says otherwise. Its tasks have neither payload nor result."""
        return self.call(calls.list_tasks(options))

    def list_all(self, **options: Unpack[calls.ListOptions]) -> Iterator[Task]:
        """The tasks of all pages; asks for a page when it is needed."""
        cursor = options.pop("after", None)
        while True:
            page = self.call(calls.list_tasks({**options, "after": cursor}))
            yield from page.tasks
            cursor = page.next
            if cursor is None:
                return

    def cancel(self, task_id: str, reason: Optional[str] = None) -> Task:
        """Cancels a waiting task at once, and asks a running one to stop."""
        return self.call(calls.cancel(task_id, reason))

    def retry(self, task_id: str) -> Task:
        """Gives a dead or cancelled task all its attempts again, and makes a retrying one due now."""
        return self.call(calls.retry(task_id))

    def types(self) -> List[str]:
        """The types that have a schema, sorted."""
        return self.call(calls.types())

    def schema(self, task_type: str) -> Dict[str, Any]:
        return self.call(calls.schema(task_type))

    def set_schema(self, schema: Mapping[str, Any]) -> Dict[str, Any]:
        """Registers what payload a type takes: `task_type`, `description` and `fields`. Returns it as stored."""
        return self.call(calls.set_schema(schema))

    def attempts(self, task_id: str) -> List[Attempt]:
        return self.call(calls.attempts(task_id))

    def call(self, request: wire.Request[T], *, timeout: Optional[float] = None) -> T:
        """Sends a request of `conduit_queue.calls`, and repeats it while that may help and there is time."""
        clock = self._surroundings.monotonic
        end = clock() + (self._timeout + request.wait if timeout is None else timeout)
        tries = 0
        while True:
            try:
                return wire.read_answer(request, self._transport.send(request, end - clock()))
            except ConduitError as error:
                pause = wire.pause_before_repeat(error, tries, self._surroundings.chance()) if self._repeat else None
                if pause is None or clock() + pause >= end:
                    raise
            self._surroundings.sleep(pause)
            tries += 1

    def close(self) -> None:
        """Ends the calls under way (ConduitError "closed"), but for those whose answer is on its way; refuses later ones."""
        self._transport.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
