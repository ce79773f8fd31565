# SPDX-License-Identifier: MIT
"""Requests over kept connections, for any number of threads: each call that is under way has a connection of its own."""

from __future__ import annotations

import http.client
import os
import selectors
import socket
import ssl
import threading
from typing import Any, Callable, List, Optional, Set

from .errors import ConduitError
from .wire import Answer, Endpoint, Request

_CHUNK = 65536
_TIME_MIN = 0.001  # a socket takes 0 for "do not block"


class Transport:
    def __init__(self, endpoint: Endpoint, ssl_context: Optional[ssl.SSLContext], monotonic: Callable[[], float]) -> None:
        self._endpoint = endpoint
        self._ssl_context = (ssl_context or ssl.create_default_context()) if endpoint.is_tls else None
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._idle: List[http.client.HTTPConnection] = []
        self._busy: Set[http.client.HTTPConnection] = set()
        self._process = os.getpid()
        self._is_closed = False

    def send(self, request: Request[Any], seconds: float) -> Answer:
        """Sends it once. ConduitError "unreachable", "timeout" (no answer in time) or "closed" (by this side)."""
        end = self._monotonic() + seconds
        connection = self._take()
        is_reusable = False
        try:
            response = self._ask(connection, request, seconds)
            body = self._read(response, connection.sock, end)
            is_reusable = not response.will_close
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, headers, body)
        except socket.timeout as fault:
            raise ConduitError(0, "timeout", f"{self._endpoint.url} did not answer in time.") from fault
        except (OSError, http.client.HTTPException) as fault:
            if self._is_closed:
                raise ConduitError(0, "closed", "The client was closed.") from fault
            message = f"{self._endpoint.url} gives no answer: {str(fault) or type(fault).__name__}."
            raise ConduitError(0, "unreachable", message) from fault
        finally:
            self._put_back(connection, is_reusable)

    def close(self) -> None:
        """Ends the calls under way: the broker is told that nobody waits any more, and what it has sent already still arrives.
        Refuses later ones."""
        with self._lock:
            self._is_closed = True
            for connection in self._busy:
                _end_sending(connection)
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _ask(self, connection: http.client.HTTPConnection, request: Request[Any], seconds: float) -> http.client.HTTPResponse:
        seconds = max(seconds, _TIME_MIN)
        if connection.sock is None:
            connection.timeout = seconds
            connection.connect()
        else:
            connection.sock.settimeout(seconds)
        if self._is_closed:  # looked at last, so that either this or close() sees the other
            raise ConnectionAbortedError("the client was closed")
        target = self._endpoint.prefix + request.target
        try:
            connection.request(request.method, target, request.body, self._endpoint.headers_of(request))
        except (BrokenPipeError, ConnectionResetError):
            # Whoever refuses a request by its head answers and closes while the body is still on its way.
            return connection.getresponse()
        return connection.getresponse()

    def _read(self, response: http.client.HTTPResponse, sock: Optional[socket.socket], end: float) -> bytes:
        body = bytearray()
        while True:
            if sock is not None:
                sock.settimeout(max(end - self._monotonic(), _TIME_MIN))
            chunk = response.read(_CHUNK)
            if not chunk:
                break
            body += chunk
        if response.length:
            raise http.client.IncompleteRead(bytes(body), response.length)
        return bytes(body)

    def _take(self) -> http.client.HTTPConnection:
        with self._lock:
            if self._process != os.getpid():  # forked: the connections are the parent's
                self._process, self._idle, self._busy = os.getpid(), [], set()
            while self._idle:
                connection = self._idle.pop()
                if not _is_stale(connection):
                    break
                connection.close()
            else:
                connection = self._new_connection()
            self._busy.add(connection)
            return connection

    def _put_back(self, connection: http.client.HTTPConnection, is_reusable: bool) -> None:
        with self._lock:
            self._busy.discard(connection)
            if is_reusable and not self._is_closed:
                self._idle.append(connection)
                return
        connection.close()

    def _new_connection(self) -> http.client.HTTPConnection:
        place = self._endpoint
        if place.is_tls:
            return http.client.HTTPSConnection(place.host, place.port, context=self._ssl_context)
        return http.client.HTTPConnection(place.host, place.port)


def _is_stale(connection: http.client.HTTPConnection) -> bool:
    """Nothing may come on an idle connection but its end."""
    if connection.sock is None:
        return True
    with getattr(selectors, "PollSelector", selectors.SelectSelector)() as selector:
        selector.register(connection.sock, selectors.EVENT_READ)
        return bool(selector.select(0))


def _end_sending(connection: http.client.HTTPConnection) -> None:
    sock = connection.sock
    if sock is None:
        return  # it has not been connected yet, and will find out then
    try:
        # Not the method of an SSLSocket, which would have the thread that reads go on with enciphered bytes.
        socket.socket.shutdown(sock, socket.SHUT_WR)
    except OSError:
        pass  # it is closed already
