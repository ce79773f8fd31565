# SPDX-License-Identifier: MIT
"""What can go wrong with a call, and the ways in which a handler ends without an output."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence

_REST_MAX = 31_622_400  # seconds: 366 days, the broker's bound


class ConduitError(Exception):
    """A call that was refused, or that got no answer.

    `status`       the HTTP status; 0 when no answer came
    `code`         the broker's word, such as "schema_mismatch"; "unreachable" or "timeout" when no answer came;
                   "http_error" for an answer that is not the broker's, such as a proxy's page;
                   "malformed_answer" for a success whose body cannot be read
    `message`      a sentence for people; its wording may change
    `details`      the faults of a payload, each with `pointer`, `keyword` and `message`; mostly empty
    `retry_after`  seconds after which the broker wants to be asked again, or None
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        details: Sequence[Mapping[str, Any]] = (),
        retry_after: Optional[float] = None,
    ) -> None:
        super().__init__(status, code, message, details, retry_after)
        self.status = status
        self.code = code
        self.message = message
        self.details = list(details)
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"{self.message} ({self.status} {self.code})" if self.status else f"{self.message} ({self.code})"


class NoRetry(Exception):
    """Raised by a handler when no further attempt can help: the task is dead now, with this message."""


class RetryIn(Exception):
    """Raised by a handler: the attempt failed; the next one is due in so many seconds (0 to 366 days)."""

    def __init__(self, seconds: float, message: str = "") -> None:
        super().__init__(seconds, message)
        self.seconds = _checked_rest(seconds)
        self.message = message

    def __str__(self) -> str:
        return self.message


class Snooze(Exception):
    """Raised by a handler: neither done nor failed; run the task again in so many seconds (0 to 366 days). Not counted."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = _checked_rest(seconds)


class Cancelled(Exception):
    """Raised in a handler by `Context.raise_if_cancelled`."""


def _checked_rest(seconds: float) -> float:
    if not 0 <= seconds <= _REST_MAX:
        raise ValueError(f"{seconds} is no rest for a task: give 0 to {_REST_MAX} seconds")
    return seconds
