# SPDX-License-Identifier: GPL-3.0-only
"""Programs that the tests of the SDKs start: a real broker, samples, drivers. None of them outlives its `with`."""

from __future__ import annotations

import os
import queue
import re
import shlex
import subprocess
import tempfile
import threading
from typing import Iterator, List, Mapping, Optional

PATIENCE = 30.0  # seconds for what is sure to come, on a machine that has other things to do


class Program:
    """A child and what it says, on stdout and stderr alike, a line at a time. `command` is a line as a shell has it."""

    def __init__(self, command: str, *words: str, env: Optional[Mapping[str, str]] = None) -> None:
        self.name = " ".join((command, *words))
        self.lines: List[str] = []
        self._coming: queue.SimpleQueue[Optional[str]] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [*shlex.split(command), *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            env={**_surroundings(), **(env or {})},
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def line(self, pattern: str) -> re.Match[str]:
        """Waits for a line in which this regular expression is found, among those that nobody has waited for yet."""
        for text in iter(lambda: self._next(pattern), None):
            self.lines.append(text)
            found = re.search(pattern, text)
            if found:
                return found
        raise AssertionError(f"{self.name} has ended without a line like {pattern}\n{self._said()}")

    def write(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def terminate(self) -> None:
        """SIGTERM."""
        self._process.terminate()

    def end(self, status: int = 0) -> str:
        """Waits for its end, which must be with this status, and returns the last line."""
        for text in iter(lambda: self._next("its end"), None):
            self.lines.append(text)
        came = self._process.wait(PATIENCE)
        assert came == status, f"{self.name} has ended with {came} instead of {status}\n{self._said()}"
        return self.lines[-1] if self.lines else ""

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for text in self._process.stdout:
            self._coming.put(text.rstrip("\n"))
        self._coming.put(None)

    def _next(self, what: str) -> Optional[str]:
        try:
            return self._coming.get(timeout=PATIENCE)
        except queue.Empty:
            raise AssertionError(f"{self.name}: waited in vain for {what}\n{self._said()}") from None

    def _said(self) -> str:
        return "\n".join(("It said:", *self.lines))


class Broker(Program):
    """A broker on a free port, with a folder of its own."""

    def __init__(self, binary: str) -> None:
        self._folder = tempfile.TemporaryDirectory()
        super().__init__(f"{shlex.quote(binary)} --no-gui --port 0 --workers 0 --data-dir {shlex.quote(self._folder.name)}")

    def __enter__(self) -> Broker:
        self.url = self.line(r"listening on (http://\S+)")[1]
        return self

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        self._folder.cleanup()


def _surroundings() -> Mapping[str, str]:
    """The environment without what somebody has set for workers and brokers of their own, or trusts."""
    theirs = "CONDUIT_|BROKER_URL$|WORKER_NAME$|SSL_CERT_|NODE_EXTRA_CA_CERTS$"
    return {name: value for name, value in os.environ.items() if not re.match(theirs, name)}


def first_block(readme: str) -> str:
    """The code in the first block of a README."""
    with open(readme, encoding="utf-8") as file:
        lines: Iterator[str] = iter(file.readlines())
    for line in lines:
        if line.startswith("```"):
            return "".join(iter(lambda: next(lines, "```\n"), "```\n"))
    raise AssertionError(f"{readme} has no block of code")
