# SPDX-License-Identifier: MIT
"""Tasks and attempts as the broker shows them. docs/api.md of the broker says what each member means."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, fields
from datetime import datetime, timezone
from typing import Any, Dict, List, Mapping, Optional, Tuple, Union

from . import json_text

_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)")


def time_from(text: Optional[str]) -> Optional[datetime]:
    """A time of the broker (RFC 3339), in UTC, to the microsecond."""
    if text is None:
        return None
    parts = _TIME.fullmatch(text)
    if parts is None:
        raise ValueError(f"{text!r} is no time of a broker")
    whole = datetime.fromisoformat(parts[1] + parts[3].replace("Z", "+00:00"))
    return whole.astimezone(timezone.utc).replace(microsecond=int((parts[2] or "0").ljust(6, "0")[:6]))


@dataclass(frozen=True, eq=False)
class Task:
    """One task. Members that a list leaves out, or that an older broker does not know, have their defaults.

    Times are the broker's, in UTC; do not compare them with this machine's clock. Durations are seconds.
    """

    id: str
    task_type: str
    status: str = ""  # Pending, Running, Completed or Failed
    state: str = ""  # says more; a word that this version does not know is kept
    payload: Any = field(default=None, repr=False)
    result: Optional[Dict[str, Any]] = field(default=None, repr=False)  # None until it has ended
    created_at: Optional[datetime] = None
    started_at: Optional[datetime] = None
    completed_at: Optional[datetime] = None
    queue: str = "default"
    priority: int = 5
    run_at: Optional[datetime] = None
    attempt: int = 0
    max_attempts: Optional[int] = None
    backoff: Optional[Dict[str, Any]] = field(default=None, repr=False)
    retry_for: Optional[float] = None
    uncharged: int = 0
    timeout: Optional[float] = None
    expires_at: Optional[datetime] = None
    worker: Optional[str] = None
    lease_expires_at: Optional[datetime] = None
    progress: Optional[Dict[str, Any]] = None
    tags: List[str] = field(default_factory=lambda: [])
    meta: Optional[Dict[str, Any]] = None
    unique_key: Optional[str] = None
    serial_key: Optional[str] = None
    enqueued_by: Optional[str] = None  # what the client called itself in the header Conduit-Actor
    parents: List[str] = field(default_factory=lambda: [], repr=False)
    workflow: Optional[str] = field(default=None, repr=False)
    cancel_requested: bool = False
    trashed_at: Optional[datetime] = None
    waiting_for: Optional[List[Dict[str, Any]]] = None  # not in lists
    version: int = 0
    checkpoint: Any = field(default=None, repr=False)  # of a claimed task: what an earlier attempt left
    lease_token: Optional[str] = field(default=None, repr=False)  # of a claimed task
    payload_size: Optional[int] = None  # bytes; only in lists, as are the next two
    result_size: Optional[int] = None
    last_error: Optional[str] = None
    raw: Mapping[str, Any] = field(default_factory=lambda: {}, repr=False)  # every member that was sent
    source: Optional[Tuple[str, Tuple[Union[str, int], ...]]] = field(default=None, repr=False)  # an answer, and where in it

    @property
    def has_ended(self) -> bool:
        """Completed, dead or cancelled."""
        return self.status in ("Completed", "Failed")

    @property
    def output(self) -> Any:
        """What the handler returned; None until then."""
        return (self.result or {}).get("output")

    @property
    def error(self) -> Optional[str]:
        """Why it has failed; in lists also why it is being retried."""
        return (self.result or {}).get("error") or self.last_error

    @property
    def text(self) -> str:
        """The whole task, exactly as the broker sent it."""
        return self._text_at() or json_text.encode(self.raw)

    @property
    def payload_text(self) -> str:
        """The payload, exactly as the broker sent it: every digit is there."""
        return self._text_at("payload") or json_text.encode(self.payload)

    @property
    def output_text(self) -> str:
        """The output, exactly as the broker sent it."""
        return self._text_at("result", "output") or json_text.encode(self.output)

    def _text_at(self, *path: str) -> Optional[str]:
        if self.source is None:
            return None
        text, place = self.source
        return json_text.text_at(text, *place, *path)


_TASK_MEMBERS = frozenset(each.name for each in fields(Task)) - {"last_error", "raw", "source"}
_TIMES = ("created_at", "started_at", "completed_at", "run_at", "expires_at", "lease_expires_at", "trashed_at")


def task_from(members: Mapping[str, Any], source: str, *place: Union[str, int]) -> Task:
    """The task whose members stand at this place of the text `source`."""
    known = {name: value for name, value in members.items() if name in _TASK_MEMBERS}
    for name in _TIMES:
        if name in known:
            known[name] = time_from(known[name])
    return Task(**known, last_error=members.get("error"), raw=members, source=(source, place))


def task_from_text(text: str) -> Task:
    return task_from(json.loads(text), text)


@dataclass(frozen=True)
class Attempt:
    """One try of a task. The one that runs has neither `ended_at` nor `outcome`."""

    number: int
    worker: Optional[str]
    started_at: Optional[datetime]
    ended_at: Optional[datetime]
    outcome: Optional[str]
    error: Optional[str]
    error_class: Optional[str]
    stack: Optional[str]
    exit_code: Optional[int]
    raw: Mapping[str, Any] = field(repr=False)


def attempt_from(members: Mapping[str, Any]) -> Attempt:
    return Attempt(
        number=members["number"],
        worker=members.get("worker"),
        started_at=time_from(members.get("started_at")),
        ended_at=time_from(members.get("ended_at")),
        outcome=members.get("outcome"),
        error=members.get("error"),
        error_class=members.get("error_class"),
        stack=members.get("stack"),
        exit_code=members.get("exit_code"),
        raw=members,
    )


@dataclass(frozen=True)
class TaskPage:
    """One page of a list. Ask again with `after=page.next` while there is a `next`, even after a short page.

    `revision` grows with every change: ask with `changed_since=page.revision` for what changed since.
    """

    tasks: List[Task]
    next: Optional[str]
    prev: Optional[str]
    revision: int
