# SPDX-License-Identifier: MIT
"""Requests and answers as values: where they go, what an answer means, when a call is repeated. Sends nothing itself."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Generic, Mapping, Optional, TypeVar
from urllib.parse import urlsplit

from .errors import ConduitError

T = TypeVar("T")

VERSION = "0.1.0"
DEFAULT_URL = "http://127.0.0.1:8080"

_REPEATED = frozenset({429, 502, 503, 504})
_RETRY_AFTER_MAX = 60.0
_BACKOFF_FIRST = 0.1
_BACKOFF_MAX = 5.0


@dataclass(frozen=True)
class Request(Generic[T]):
    """One call. `wait`: seconds for which the broker may hold the answer back."""

    method: str
    target: str
    read: Callable[[str], T]
    body: Optional[bytes] = None
    headers: Mapping[str, str] = field(default_factory=lambda: {})
    wait: float = 0.0


@dataclass(frozen=True)
class Answer:
    """Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Endpoint:
    """Where a broker is, and what every request to it says."""

    url: str
    is_tls: bool
    host: str
    port: int
    prefix: str
    headers: Mapping[str, str]

    def headers_of(self, request: Request[Any]) -> Dict[str, str]:
        label = {} if request.body is None else {"Content-Type": "application/json"}
        return {**self.headers, **label, **request.headers}


def endpoint(base_url: Optional[str], token: Optional[str], headers: Optional[Mapping[str, str]]) -> Endpoint:
    """What is None comes from CONDUIT_URL or BROKER_URL, and CONDUIT_TOKEN. ValueError when an address or header is wrong."""
    url = (base_url or os.environ.get("CONDUIT_URL") or os.environ.get("BROKER_URL") or DEFAULT_URL).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError(f"{url!r} is no address of a broker: write it like {DEFAULT_URL}")
    is_tls = parts.scheme == "https"
    said = {"Accept": "application/json", "User-Agent": f"conduit-queue-python/{VERSION}"}
    token = token or os.environ.get("CONDUIT_TOKEN")
    if token:
        said["Authorization"] = f"Bearer {token}"
    said.update((name.title(), value) for name, value in (headers or {}).items())
    for name, value in said.items():
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name) or not re.fullmatch(r"[\t -~]*", value):
            raise ValueError(f"the header {name} (or the token) may hold printable ASCII only")
    return Endpoint(url, is_tls, parts.hostname, parts.port or (443 if is_tls else 80), parts.path, said)


def read_answer(request: Request[T], answer: Answer) -> T:
    if not 200 <= answer.status < 300:
        raise error_from(answer)
    try:
        return request.read(answer.body.decode())
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        message = f"The broker's answer to {request.method} {request.target} cannot be read: {fault!r}. Is the address right?"
        raise ConduitError(answer.status, "malformed_answer", message) from fault


def error_from(answer: Answer) -> ConduitError:
    """Of any answer that is not 2xx, whoever wrote it: a proxy between here and the broker knows none of its words."""
    retry_after = _retry_after(answer.headers.get("retry-after"))
    try:
        error = json.loads(answer.body.decode())["error"]
        return ConduitError(answer.status, str(error["code"]), str(error["message"]), error.get("details") or (), retry_after)
    except (ValueError, LookupError, TypeError, AttributeError):
        pass  # the text below is all that can be said
    said = " ".join(answer.body.decode(errors="replace").split())[:200]
    message = f"HTTP {answer.status}, and the answer is not the broker's: {said or 'its body is empty'}"
    if "location" in answer.headers:
        message = f"HTTP {answer.status} leads to {answer.headers['location']}: give that address as base_url"
    return ConduitError(answer.status, "http_error", message, (), retry_after)


def _retry_after(text: Optional[str]) -> Optional[float]:
    # A date is passed over: it would have to be compared with this machine's clock, which may be wrong.
    return float(text) if text is not None and re.fullmatch(r"\d{1,9}", text.strip()) else None


def backoff(tries: int, chance: float) -> float:
    """Seconds to rest after so many failures before this one (0, 1, …); chance is a number from 0 up to 1."""
    return chance * min(_BACKOFF_MAX, _BACKOFF_FIRST * 2 ** min(tries, 10))


def is_away(error: ConduitError) -> bool:
    """Nobody answered, or only somebody who stands before the broker."""
    return error.code in ("unreachable", "timeout") or (error.code == "http_error" and error.status in (502, 503, 504))


def pause_before_repeat(error: ConduitError, tries: int, chance: float) -> Optional[float]:
    """Seconds; None when the answer would be the same again."""
    if error.code != "unreachable" and error.status not in _REPEATED:
        return None
    return rest_after(error, tries, chance)


def rest_after(error: ConduitError, tries: int, chance: float) -> float:
    if error.retry_after is not None:
        return min(error.retry_after, _RETRY_AFTER_MAX)
    return backoff(tries, chance)
