# SPDX-License-Identifier: MIT
"""The client for asyncio programs. Speaks HTTP/1.1 over asyncio's streams, without threads."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING, Any, AsyncIterator, Dict, Iterable, List, Mapping, Optional, Set, Tuple, TypeVar

from . import calls, wire
from .errors import ConduitError
from .surroundings import REAL, Surroundings
from .task import Attempt, Task, TaskPage

if TYPE_CHECKING:
    from typing_extensions import Unpack

T = TypeVar("T")

_LINE_MAX = 65536
_NO_BODY = (204, 304)


class AsyncClient:
    """Speaks to a broker; for one event loop. The calls and options are those of `Client`.

    connections  calls that may be under way at a time, each with a connection of its own; the next ones wait.
                 A waiting call counts
    A call that is cancelled closes its connection, so the broker hears of it; whether it has happened is not known.
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
        connections: int = 100,
        surroundings: Surroundings = REAL,
    ) -> None:
        self._timeout = timeout
        self._repeat = repeat
        self._surroundings = surroundings
        self._transport = _Transport(wire.endpoint(base_url, token, headers), ssl_context, connections)

    async def enqueue(self, task_type: str, payload: Any = None, **options: Unpack[calls.TaskOptions]) -> Task:
        """Enqueues a task. It is on disk when this returns."""
        return await self.call(calls.enqueue(task_type, payload, options))

    async def batch(self, tasks: Iterable[calls.NewTask]) -> List[Task]:
        """Enqueues 1 to 1,000 tasks, all or none."""
        return await self.call(calls.batch(tasks))

    async def get(self, task_id: str) -> Task:
        return await self.call(calls.get(task_id))

    async def wait_for_result(self, task_id: str, timeout: Optional[float] = None) -> Task:
        """Waits until the task is completed, dead or cancelled; None: for ever. A deleted task never ends.

        ConduitError "timeout" when it has not ended within so many seconds (a few more when the broker is silent).
        """
        poll = calls.ResultPoll(task_id, timeout, self._timeout, self._surroundings.monotonic)
        while True:
            request, seconds = poll.ask()
            task = await self.call(request, timeout=seconds)
            if task.has_ended:
                return task
            await self._surroundings.sleep_async(poll.rest())

    async def list(self, **options: Unpack[calls.ListOptions]) -> TaskPage:
        """One page, newest first unless `sort` says otherwise. Its tasks have neither payload nor result."""
        return await self.call(calls.list_tasks(options))

    async def list_all(self, **options: Unpack[calls.ListOptions]) -> AsyncIterator[Task]:
        """The tasks of all pages; asks for a page when it is needed."""
        cursor = options.pop("after", None)
        while True:
            page = await self.call(calls.list_tasks({**options, "after": cursor}))
            for task in page.tasks:
                yield task
            cursor = page.next
            if cursor is None:
                return

    async def cancel(self, task_id: str, reason: Optional[str] = None) -> Task:
        """Cancels a waiting task at once, and asks a running one to stop."""
        return await self.call(calls.cancel(task_id, reason))

    async def retry(self, task_id: str) -> Task:
        """Gives a dead or cancelled task all its attempts again, and makes a retrying one due now."""
        return await self.call(calls.retry(task_id))

    async def types(self) -> List[str]:
        """The types that have a schema, sorted."""
        return await self.call(calls.types())

    async def schema(self, task_type: str) -> Dict[str, Any]:
        return await self.call(calls.schema(task_type))

    async def set_schema(self, schema: Mapping[str, Any]) -> Dict[str, Any]:
        """Registers what payload a type takes: `task_type`, `description` and `fields`. Returns it as stored."""
        return await self.call(calls.set_schema(schema))

    async def attempts(self, task_id: str) -> List[Attempt]:
        return await self.call(calls.attempts(task_id))

    async def call(self, request: wire.Request[T], *, timeout: Optional[float] = None) -> T:
        """Sends a request of `conduit_queue.calls`, and repeats it while that may help and there is time."""
        clock = self._surroundings.monotonic
        end = clock() + (self._timeout + request.wait if timeout is None else timeout)
        tries = 0
        while True:
            try:
                return wire.read_answer(request, await self._transport.send(request, end - clock()))
            except ConduitError as error:
                pause = wire.pause_before_repeat(error, tries, self._surroundings.chance()) if self._repeat else None
                if pause is None or clock() + pause >= end:
                    raise
            await self._surroundings.sleep_async(pause)
            tries += 1

    async def close(self) -> None:
        """Closes the connections. Calls under way fail (ConduitError "closed"), later ones are refused."""
        self._transport.close()

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


class _Connection:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self._writer = writer

    @property
    def is_stale(self) -> bool:
        """It has ended, or its last request was answered before it was sent whole."""
        return self.reader.at_eof() or self._writer.is_closing() or self._writer.transport.get_write_buffer_size() > 0

    def write(self, data: bytes) -> None:
        # Not waited for: whoever refuses a request by its head answers while the body is still on its way.
        self._writer.write(data)

    def close(self) -> None:
        self._writer.transport.abort()


class _Transport:
    """Requests over kept connections: each call that is under way has a connection of its own."""

    def __init__(self, endpoint: wire.Endpoint, ssl_context: Optional[ssl.SSLContext], connections: int) -> None:
        self._endpoint = endpoint
        self._ssl = (ssl_context or ssl.create_default_context()) if endpoint.is_tls else None
        self._connections = connections
        self._free: Optional[asyncio.Semaphore] = None  # made by the first call, so that it belongs to that one's loop
        self._idle: List[_Connection] = []
        self._busy: Set[_Connection] = set()
        self._is_closed = False

    async def send(self, request: wire.Request[Any], seconds: float) -> wire.Answer:
        """Sends it once. ConduitError "unreachable", "timeout" (no answer in time) or "closed" (by this side)."""
        if self._is_closed:
            raise ConduitError(0, "closed", "The client was closed.")
        try:
            return await asyncio.wait_for(self._send(request), max(seconds, 0.001))
        except (asyncio.TimeoutError, TimeoutError) as fault:
            raise ConduitError(0, "timeout", f"{self._endpoint.url} did not answer in time.") from fault
        except (OSError, EOFError, ValueError) as fault:
            if self._is_closed:
                raise ConduitError(0, "closed", "The client was closed.") from fault
            message = f"{self._endpoint.url} gives no answer: {str(fault) or type(fault).__name__}."
            raise ConduitError(0, "unreachable", message) from fault

    def close(self) -> None:
        self._is_closed = True
        for connection in (*self._idle, *self._busy):
            connection.close()
        self._idle.clear()

    async def _send(self, request: wire.Request[Any]) -> wire.Answer:
        if self._free is None:
            self._free = asyncio.Semaphore(self._connections)
        async with self._free:
            connection = await self._take()
            self._busy.add(connection)
            is_reusable = False
            try:
                connection.write(_head(self._endpoint, request) + (request.body or b""))
                answer, is_reusable = await _read_answer(connection.reader)
                return answer
            finally:
                self._busy.discard(connection)
                if is_reusable and not self._is_closed:
                    self._idle.append(connection)
                else:
                    connection.close()

    async def _take(self) -> _Connection:
        await asyncio.sleep(0)  # lets the loop see which idle connections have ended
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_stale:
                return connection
            connection.close()
        place = self._endpoint
        return _Connection(*await asyncio.open_connection(place.host, place.port, ssl=self._ssl, limit=_LINE_MAX))


def _head(endpoint: wire.Endpoint, request: wire.Request[Any]) -> bytes:
    host = f"[{endpoint.host}]" if ":" in endpoint.host else endpoint.host
    lines = [f"{request.method} {endpoint.prefix}{request.target} HTTP/1.1", f"Host: {host}:{endpoint.port}"]
    lines += [f"{name}: {value}" for name, value in endpoint.headers_of(request).items()]
    if request.body is not None:
        lines.append(f"Content-Length: {len(request.body)}")
    return "\r\n".join((*lines, "", "")).encode()


async def _read_answer(reader: asyncio.StreamReader) -> Tuple[wire.Answer, bool]:
    """The answer, and whether the connection may be used again. ValueError or EOFError when it is no HTTP, or not whole."""
    while True:
        version, status = _status_in(await _line(reader))
        headers: Dict[str, str] = {}
        while True:
            line = await _line(reader)
            if not line:
                break
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        if status >= 200:  # others announce one that follows
            break
    is_kept = version == "HTTP/1.1" and headers.get("connection", "").lower() != "close"
    if status in _NO_BODY:
        body = b""
    elif "chunked" in headers.get("transfer-encoding", "").lower():
        body = await _chunks(reader)
    elif "content-length" in headers:
        body = await reader.readexactly(int(headers["content-length"]))
    else:
        body = await reader.read()
        is_kept = False
    return wire.Answer(status, headers, body), is_kept


def _status_in(line: str) -> Tuple[str, int]:
    version, _, rest = line.partition(" ")
    if not version.startswith("HTTP/1."):
        raise ValueError(f"it speaks no HTTP/1: {line[:80]!r}")
    return version, int(rest[:3])


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = bytearray()
    while True:
        size = int((await _line(reader)).partition(";")[0], 16)
        if size == 0:
            break
        body += await reader.readexactly(size)
        await _line(reader)
    while await _line(reader):
        pass  # trailers
    return bytes(body)


async def _line(reader: asyncio.StreamReader) -> str:
    line = await reader.readline()
    if not line.endswith(b"\n"):
        raise EOFError("the connection ended within the answer")
    return line.rstrip(b"\r\n").decode("latin-1")
