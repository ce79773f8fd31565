# SPDX-License-Identifier: MIT
"""What a running handler has told, until a heartbeat takes it along."""

from __future__ import annotations

import threading
from datetime import datetime, timezone
from typing import Any, Callable, Dict, List

LINES_MAX = 500  # with lines of 4,000 characters a heartbeat stays below what a broker takes
_LAST_NS = 253_402_300_799 * 10**9  # the last second of the year 9999: Python knows no later one
_HEAD = 100  # of a long log the beginning is kept, too; the end says more about what went wrong


def time_text(wall_ns: int) -> str:
    moment = datetime.fromtimestamp(min(wall_ns, _LAST_NS) // 1_000_000 / 1000, timezone.utc)
    return moment.isoformat(timespec="milliseconds")


class Notes:
    """Filled by the handler, emptied by the worker; for any number of threads."""

    def __init__(self, wall_ns: Callable[[], int]) -> None:
        self._wall_ns = wall_ns
        self._lock = threading.Lock()
        self._newest: Dict[str, Any] = {}  # progress and checkpoint
        self._lines: List[Dict[str, Any]] = []
        self._left_out = 0

    def add(self, kind: str, value: Any) -> None:
        with self._lock:
            if kind == "log":
                level, message = value
                self._lines.append(self._line(level, message))
                self._trim()
            else:
                self._newest[kind] = value

    def take(self) -> Dict[str, Any]:
        """All of it, as a heartbeat has it; empty when there is nothing."""
        with self._lock:
            taken, self._newest = self._newest, {}
            if self._left_out:
                self._lines.insert(_HEAD, self._line("warning", f"({self._left_out} lines left out)"))
            if self._lines:
                taken["log"] = self._lines
            self._lines, self._left_out = [], 0
            return taken

    def put_back(self, taken: Dict[str, Any]) -> None:
        """What could not be delivered; what is newer stays."""
        with self._lock:
            self._lines = taken.pop("log", []) + self._lines
            self._trim()
            self._newest = {**taken, **self._newest}

    def _trim(self) -> None:
        while len(self._lines) > LINES_MAX:
            del self._lines[_HEAD]
            self._left_out += 1

    def _line(self, level: str, message: str) -> Dict[str, Any]:
        return {"level": level, "time": time_text(self._wall_ns()), "message": message}
