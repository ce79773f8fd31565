#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""One SDK's driver with a broker behind a proxy that speaks TLS, under a certificate of a private authority."""

import argparse
import itertools
import json
import pathlib
import socket
import ssl
import subprocess
import tempfile
import threading
from typing import Any, Mapping
from urllib.parse import urlsplit

from programs import Broker, Program

AUTHORITY_AND_SERVER = """
[req]
distinguished_name = name
prompt = no
[name]
CN = a private authority
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = IP:127.0.0.1
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


def make_certificates(folder: pathlib.Path) -> None:
    """authority.pem, and server.pem with server.key for 127.0.0.1."""
    (folder / "both.cnf").write_text(AUTHORITY_AND_SERVER)
    make = "openssl req -x509 -config both.cnf -days 2 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256"
    authority = "-extensions authority -keyout authority.key -out authority.pem"
    server = "-extensions server -keyout server.key -out server.pem -CA authority.pem -CAkey authority.key -subj /CN=server"
    for words in (authority, server):
        subprocess.run(f"{make} {words}".split(), cwd=folder, check=True, stderr=subprocess.DEVNULL)


class TlsProxy:
    """Passes on what comes over TLS to the broker in the clear, and its answers back."""

    def __init__(self, folder: pathlib.Path, broker: str, address: str = "127.0.0.1") -> None:
        place = urlsplit(broker)
        self._broker = (place.hostname, place.port)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(folder / "server.pem", folder / "server.key")
        self._door = socket.create_server((address, 0))
        self.url = f"https://{address}:{self._door.getsockname()[1]}"
        threading.Thread(target=self._receive, daemon=True).start()

    def _receive(self) -> None:
        while True:
            threading.Thread(target=self._serve, args=(self._door.accept()[0],), daemon=True).start()

    def _serve(self, visitor: socket.socket) -> None:
        try:
            with self._context.wrap_socket(visitor, server_side=True) as client:
                with socket.create_connection(self._broker) as broker:
                    threading.Thread(target=pass_on, args=(client, broker), daemon=True).start()
                    pass_on(broker, client)
        except OSError:
            pass  # a client that does not trust us hangs up in the middle of the greeting


def pass_on(giver: socket.socket, taker: socket.socket) -> None:
    try:
        for piece in iter(lambda: giver.recv(65536), b""):
            taker.sendall(piece)
        socket.socket.shutdown(taker, socket.SHUT_WR)  # not the method of an SSLSocket, which would also stop reading
    except OSError:
        pass  # the other direction has ended


class Driver(Program):
    """Speaks as sdk/contract/conformance/README.md says."""

    def __init__(self, command: str, env: Mapping[str, str]) -> None:
        super().__init__(command, env=env)
        self._numbers = itertools.count(1)

    def call(self, what: str, **members: Any) -> Any:
        number = next(self._numbers)
        self.write(json.dumps({"call": number, "do": what, **members}))
        return json.loads(self.line(rf'^\{{"call": ?{number}\b').string)


def a_trusted_authority_is_enough(driver: Driver, url: str) -> None:
    driver.call("configure", url=url)
    enqueued = driver.call("enqueue", task_type="echo", payload={"n": 1})
    assert "ok" in enqueued, enqueued
    driver.call("worker_start", url=url, name="first", concurrency=1, lease=30, grace=10, handlers={"echo": {"do": "return"}})
    task = driver.call("wait", id=enqueued["ok"]["id"], timeout=20)
    assert task["ok"]["status"] == "Completed", task
    assert "ok" in driver.call("worker_stop")


def a_server_that_is_not_trusted_is_named_so(driver: Driver, url: str) -> None:
    driver.call("configure", url=url, repeat=False)
    error = driver.call("enqueue", task_type="echo", payload=1)["error"]
    assert (error["status"], error["code"]) == (0, "unreachable"), error
    assert "certificate" in error["message"].lower(), error


def a_server_of_another_name_is_named_so(driver: Driver, url: str) -> None:
    a_server_that_is_not_trusted_is_named_so(driver, url)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--broker", required=True, help="the program")
    parser.add_argument("--driver", required=True, help="the command that starts the driver")
    parser.add_argument("--trust", required=True, help="the variable that names a file of authorities to trust")
    choice = parser.parse_args()

    with tempfile.TemporaryDirectory() as name, Broker(choice.broker) as broker:
        folder = pathlib.Path(name)
        make_certificates(folder)
        named = TlsProxy(folder, broker.url).url
        other = TlsProxy(folder, broker.url, "127.0.0.2").url
        trust = {choice.trust: str(folder / "authority.pem")}
        for test, url, env in (
            (a_trusted_authority_is_enough, named, trust),
            (a_server_that_is_not_trusted_is_named_so, named, {}),
            (a_server_of_another_name_is_named_so, other, trust),
        ):
            print(test.__name__, flush=True)
            with Driver(choice.driver, env) as driver:
                test(driver, url)


if __name__ == "__main__":
    main()
