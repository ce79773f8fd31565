# SPDX-License-Identifier: MIT
"""A broker that answers what a test tells it to, and a world in which time passes only when somebody rests."""

from __future__ import annotations

import json
import queue
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Dict, List, Optional

from conduit_queue.surroundings import Surroundings

PATIENCE = 20  # seconds after which a test that would hang fails instead
ID = "0193624e-3f1a-7c3a-9f2b-6f0e5a1d2c3b"


class Reply:
    def __init__(
        self,
        status: int = 200,
        body: Any = None,
        headers: Optional[Dict[str, str]] = None,
        meanwhile: Callable[[], Any] = lambda: None,
    ) -> None:
        self.status = status
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.headers = headers or {}
        self.meanwhile = meanwhile


class Drop(Reply):
    """The connection ends without an answer."""

    def __init__(self, meanwhile: Callable[[], Any] = lambda: None) -> None:
        super().__init__(meanwhile=meanwhile)


class Call:
    """One request, as the broker has got it."""

    def __init__(self, method: str, target: str, headers: Any, body: bytes, connection: int) -> None:
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.connection = connection
        self._reply: "queue.Queue[Reply]" = queue.Queue()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def reply(self, status: int = 200, body: Any = None) -> None:
        self._reply.put(Reply(status, body))

    def drop(self) -> None:
        self._reply.put(Drop())

    def wait_for_reply(self) -> Reply:
        return self._reply.get()


class ScriptedBroker:
    """Answers with the replies that were queued for a path's end, then with those for any path, then with the standing
    one of the path's end; a call without any of them waits until the test takes it and replies."""

    def __init__(self) -> None:
        self.calls: List[Call] = []
        self._lock = threading.Lock()
        self._queued: Dict[str, List[Reply]] = {}
        self._standing: Dict[str, Reply] = {}
        self._waiting: "queue.Queue[Call]" = queue.Queue()
        self._connections = 0
        self.connection_ended = threading.Event()
        broker = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 65536  # head and body go out together

            def setup(self) -> None:
                super().setup()
                with broker._lock:
                    broker._connections += 1
                    self.number = broker._connections

            def finish(self) -> None:
                super().finish()
                self.connection.close()
                broker.connection_ended.set()

            def log_message(self, *_: object) -> None:
                pass

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                reply = broker._reply_to(Call(self.command, self.path, self.headers, body, self.number))
                reply.meanwhile()
                if isinstance(reply, Drop):
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)
                self.close_connection = "X-Then-Close" in reply.headers

            do_GET = do_POST = answer

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: Any, client_address: Any) -> None:
                if not isinstance(sys.exc_info()[1], ConnectionError):  # clients hang up, too
                    super().handle_error(request, client_address)

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def will(self, *replies: Reply, to: str = "") -> None:
        with self._lock:
            self._queued.setdefault(to, []).extend(replies)

    def always(self, to: str, reply: Reply) -> None:
        self._standing[to] = reply

    def take(self) -> Call:
        """The next call that waits for a reply."""
        return self._waiting.get(timeout=PATIENCE)

    def calls_to(self, end: str) -> List[Call]:
        return [call for call in self.calls if call.target.endswith(end)]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        while not self._waiting.empty():
            self._waiting.get().drop()

    def _reply_to(self, call: Call) -> Reply:
        with self._lock:
            self.calls.append(call)
            for end, replies in self._queued.items():
                if replies and call.target.endswith(end):
                    return replies.pop(0)
            for end, reply in self._standing.items():
                if call.target.endswith(end):
                    return reply
        self._waiting.put(call)
        return call.wait_for_reply()


class StillWorld:
    """Rests take no time, but move the clock."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.rests: List[float] = []

    def pass_time(self, seconds: float) -> None:
        self.now += seconds

    def rest(self, seconds: float) -> None:
        self.rests.append(seconds)
        self.now += seconds

    async def rest_async(self, seconds: float) -> None:
        self.rest(seconds)

    def wait(self, event: threading.Event, seconds: float) -> bool:
        self.rest(seconds)
        return event.is_set()

    @property
    def surroundings(self) -> Surroundings:
        return Surroundings(
            monotonic=lambda: self.now,
            wall_ns=lambda: 1_795_000_000_123_000_000,
            chance=lambda: 0.5,
            sleep=self.rest,
            sleep_async=self.rest_async,
            wait=self.wait,
        )


def task(**members: Any) -> Dict[str, Any]:
    return {"id": ID, "task_type": "echo", "status": "Pending", "state": "ready", "payload": None, "version": 1, **members}


def claimed(number: int = 1, **members: Any) -> Dict[str, Any]:
    return task(id=ID[:-2] + f"{number:02}", status="Running", state="running", lease_token=f"token{number}", **members)


def error(code: str, message: str = "No.", **members: Any) -> Dict[str, Any]:
    return {"error": {"code": code, "message": message, "details": [], **members}}
