# SPDX-License-Identifier: MIT
"""Where time and chance come from. Tests bring their own."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from dataclasses import dataclass
from typing import Awaitable, Callable


@dataclass(frozen=True)
class Surroundings:
    monotonic: Callable[[], float] = time.monotonic
    """Seconds on a line that never jumps."""
    wall_ns: Callable[[], int] = time.time_ns
    """Nanoseconds since 1970, UTC."""
    chance: Callable[[], float] = random.random
    """A number from 0 up to 1."""
    sleep: Callable[[float], None] = time.sleep
    sleep_async: Callable[[float], Awaitable[None]] = asyncio.sleep
    wait: Callable[[threading.Event, float], bool] = threading.Event.wait
    """Until the event, for so many seconds at the most; whether it has happened."""


REAL = Surroundings()
