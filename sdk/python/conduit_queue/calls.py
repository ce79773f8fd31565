# SPDX-License-Identifier: MIT
"""The broker's API, call by call: what each one sends, and how its answer is read."""

from __future__ import annotations

import json
import math
import secrets
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, TypedDict, TypeVar, Union
from urllib.parse import quote

from .errors import ConduitError
from .json_text import encode_object
from .task import Attempt, attempt_from, Task, task_from, task_from_text, TaskPage
from .wire import Request

T = TypeVar("T")

POLL_WAIT = 20.0  # seconds for which a claim or a question is parked
_POLL_REST = 0.5
_SILENCE_MAX = 5.0  # seconds beyond a caller's time for which an answer is waited for


class TaskOptions(TypedDict, total=False):
    """What may be said of a new task beside its type and payload. The broker checks it, and refuses what it does not know."""

    id: str  # a UUID; the client makes one of version 7 when none is given
    queue: str
    priority: int  # 0 to 9, higher runs sooner
    run_at: Union[datetime, str]  # with its offset
    delay: float  # seconds from now; not together with run_at
    expires_at: Union[datetime, str]
    max_attempts: int  # 1 to 1,000
    backoff: Mapping[str, Any]
    retry_for: float  # seconds since the first start
    timeout: float  # seconds for one attempt; 0: none
    unique_key: str
    unique_for: Union[str, float]  # "done", "start" or seconds
    on_conflict: str  # "return", "reject", "replace" or "keep_last"
    serial_key: str
    tags: Sequence[str]
    meta: Mapping[str, Any]


class _TypedTask(TypedDict):
    task_type: str


class NewTask(_TypedTask, TaskOptions, total=False):
    """One task of a batch."""

    payload: Any


class ListOptions(TypedDict, total=False):
    """Which tasks to list, and how. Several words or names are a list; a single name may hold a comma."""

    state: Union[str, Sequence[str]]
    status: Union[str, Sequence[str]]
    type: Union[str, Sequence[str]]
    queue: Union[str, Sequence[str]]
    q: str  # a filter
    trash: bool
    changed_since: int  # a revision
    sort: str
    limit: int  # 1 to 500
    after: str  # a cursor
    before: str


@dataclass(frozen=True)
class RenewedLease:
    """`error`: the broker's word when the lease is lost."""

    cancel_requested: bool
    error: Optional[str] = None


@dataclass(frozen=True)
class BeatAnswer:
    leases: List[RenewedLease]
    drain: bool
    stop: bool


class TaskIds:
    """Makes UUIDs of version 7 (RFC 9562), each after the one before, also within a millisecond. For any number of threads.

    Milliseconds since 1970, 12 bits of the fraction that is left, 62 bits of chance.
    """

    def __init__(self, wall_ns: Callable[[], int] = time.time_ns, random_bits: Callable[[int], int] = secrets.randbits) -> None:
        self._wall_ns = wall_ns
        self._random_bits = random_bits
        self._lock = threading.Lock()
        self._last = 0

    def __call__(self) -> str:
        with self._lock:
            self._last = stamp = max(self._wall_ns() * 4096 // 1_000_000, self._last + 1)
        number = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | self._random_bits(62)
        digits = f"{number:032x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


new_task_id = TaskIds()


class ResultPoll:
    """Asks for a task again and again until the caller's time is up. `timeout`: seconds, None for ever."""

    def __init__(self, task_id: str, timeout: Optional[float], call_timeout: float, clock: Callable[[], float]) -> None:
        self._task_id = task_id
        self._call_timeout = call_timeout
        self._clock = clock
        self._asked_at: Optional[float] = None
        self._wait = 0.0
        self._end = math.inf if timeout is None else clock() + timeout

    def ask(self) -> Tuple[Request[Task], float]:
        """The next question, and the seconds that it may take."""
        now = self._clock()
        left = max(self._end - now, 0.0)
        if left == 0 and self._asked_at is not None:
            raise ConduitError(0, "timeout", f"Task {self._task_id} has not ended in time.")
        self._asked_at = now
        self._wait = min(POLL_WAIT, left)
        return get(self._task_id, self._wait), min(self._wait + self._call_timeout, left + _SILENCE_MAX)

    def rest(self) -> float:
        """Seconds to leave the broker alone: some when it did not wait, as the original's does not."""
        now = self._clock()
        is_early = self._asked_at is not None and now - self._asked_at < self._wait / 2
        return min(_POLL_REST, max(self._end - now, 0.0)) if is_early else 0.0


# The calls of clients -------------------------------------------------------------------------------------------------


def enqueue(task_type: str, payload: Any, options: Mapping[str, Any]) -> Request[Task]:
    return _post("/task", _new_task({**options, "task_type": task_type, "payload": payload}), task_from_text)


def batch(tasks: Iterable[Mapping[str, Any]]) -> Request[List[Task]]:
    texts = ",".join(_new_task(task) for task in tasks)
    return _post("/task/batch", f'{{"tasks":[{texts}]}}', _tasks)


def get(task_id: str, wait: float = 0.0) -> Request[Task]:
    query = f"?wait={wait:.3f}" if wait > 0 else ""
    return Request("GET", _task_path(task_id) + query, task_from_text, wait=wait)


def list_tasks(options: Mapping[str, Any]) -> Request[TaskPage]:
    query = "&".join(f"{name}={_query_value(name, value)}" for name, value in options.items() if value is not None)
    return Request("GET", "/task" + ("?" + query if query else ""), _page)


def cancel(task_id: str, reason: Optional[str]) -> Request[Task]:
    return _once(_task_path(task_id, "cancel"), {} if reason is None else {"reason": reason})


def retry(task_id: str) -> Request[Task]:
    return _once(_task_path(task_id, "retry"), {})


def types() -> Request[List[str]]:
    return Request("GET", "/task/types", json.loads)


def schema(task_type: str) -> Request[Dict[str, Any]]:
    return Request("GET", f"/task/types/{_quoted(task_type)}/schema", json.loads)


def set_schema(schema: Mapping[str, Any]) -> Request[Dict[str, Any]]:
    return _post("/task/set_schema", encode_object(schema), json.loads)


def attempts(task_id: str) -> Request[List[Attempt]]:
    return Request("GET", _task_path(task_id, "attempts"), _attempts)


# The calls of workers -------------------------------------------------------------------------------------------------


def claim(worker: str, types: Sequence[str], queues: Sequence[str], n: int, lease: float, wait: float) -> Request[List[Task]]:
    members: Dict[str, Any] = {"worker": worker, "types": list(types), "n": n, "lease": lease, "wait": wait}
    if queues:
        members["queues"] = list(queues)
    return _post("/task/claim", encode_object(members), _tasks, wait=wait)


def result(task: Task, outcome: Mapping[str, Any]) -> Request[None]:
    return _post(_task_path(task.id, "result"), encode_object({"lease_token": task.lease_token, **outcome}), _nothing)


def release(task: Task, delay: float = 0.0) -> Request[None]:
    members: Dict[str, Any] = {"lease_token": task.lease_token}
    if delay:
        members["delay"] = delay
    return _post(_task_path(task.id, "release"), encode_object(members), _nothing)


def heartbeat(task: Task, notes: Mapping[str, Any]) -> Request[RenewedLease]:
    members = encode_object({"lease_token": task.lease_token, **notes})
    return _post(_task_path(task.id, "heartbeat"), members, lambda text: _renewed(json.loads(text)))


def worker_heartbeat(worker: str, members: Mapping[str, Any], sent_at: str) -> Request[BeatAnswer]:
    """`sent_at` is by this machine's clock, so that the broker can tell how far that is off."""
    text = encode_object(members).encode()
    return Request("POST", f"/worker/{_quoted(worker)}/heartbeat", _beat_answer, text, {"Conduit-Sent-At": sent_at})


# Writing and reading --------------------------------------------------------------------------------------------------


def _post(target: str, text: str, read: Callable[[str], T], wait: float = 0.0) -> Request[T]:
    return Request("POST", target, read, text.encode(), wait=wait)


def _once(target: str, members: Mapping[str, Any]) -> Request[Task]:
    """What would be refused the second time: by its key the broker knows a repetition, and answers it like the first."""
    return Request("POST", target, task_from_text, encode_object(members).encode(), {"Idempotency-Key": new_task_id()})


def _new_task(given: Mapping[str, Any]) -> str:
    members = {**given, "id": given.get("id") or new_task_id()}
    for name in ("run_at", "expires_at"):
        moment = members.get(name)
        if isinstance(moment, datetime):
            members[name] = _time_text(name, moment)
    return encode_object(members)


def _time_text(name: str, moment: datetime) -> str:
    if moment.utcoffset() is None:
        raise ValueError(f"{name} has no zone: give it one, such as datetime.now(timezone.utc)")
    return moment.isoformat()


def _quoted(name: str) -> str:
    return quote(name, safe="")


def _task_path(task_id: str, *more: str) -> str:
    if not task_id:
        raise ValueError("the id of a task is empty")
    return "/".join(("/task", _quoted(task_id), *more))


def _query_value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int, float)):
        # No word of these has a comma of its own, so one that is there parts two.
        return quote(str(value), safe="," if name in ("state", "status") else "")
    return ",".join(_quoted(str(each)) for each in value)


def _nothing(text: str) -> None:
    """A 2xx says it all."""


def _tasks(text: str) -> List[Task]:
    return _tasks_in(json.loads(text), text)


def _page(text: str) -> TaskPage:
    page = json.loads(text)
    return TaskPage(_tasks_in(page, text), page.get("next"), page.get("prev"), page["revision"])


def _tasks_in(answer: Mapping[str, Any], text: str) -> List[Task]:
    return [task_from(members, text, "tasks", place) for place, members in enumerate(answer["tasks"])]


def _attempts(text: str) -> List[Attempt]:
    return [attempt_from(members) for members in json.loads(text)["attempts"]]


def _renewed(lease: Mapping[str, Any]) -> RenewedLease:
    error = lease.get("error")
    return RenewedLease(bool(lease.get("cancel_requested")), error and str(error["code"]))


def _beat_answer(text: str) -> BeatAnswer:
    answer = json.loads(text)
    return BeatAnswer([_renewed(lease) for lease in answer["leases"]], bool(answer.get("drain")), bool(answer.get("stop")))
