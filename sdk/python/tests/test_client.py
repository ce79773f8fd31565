# SPDX-License-Identifier: MIT
"""What both clients do: each test runs against `Client` and `AsyncClient`."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import unittest
from typing import Any, Callable, List

from conduit_queue import AsyncClient, Client, ConduitError

from .doubles import Call, Drop, error, ID, PATIENCE, Reply, ScriptedBroker, StillWorld, task


class ClientBehaviour:
    """Mixed into a TestCase that says how a client is made and called."""

    make: Callable[..., Any]
    call: Callable[..., Any]
    assertEqual: Callable[..., None]
    assertRaises: Callable[..., Any]
    assertIn: Callable[..., None]
    addCleanup: Callable[..., None]

    def setUp(self) -> None:
        self.world = StillWorld()
        self.broker = ScriptedBroker()
        self.addCleanup(self.broker.close)
        self.client = self.make(self.broker.url)

    def refusal(self, name: str, *given: Any, **options: Any) -> ConduitError:
        with self.assertRaises(ConduitError) as caught:
            self.call(name, *given, **options)
        return caught.exception

    # What is sent

    def test_enqueue_sends_the_task_and_reads_it(self) -> None:
        self.broker.will(Reply(201, task(queue="mails")))
        made = self.call("enqueue", "echo", {"n": 1}, queue="mails")
        (call,) = self.broker.calls
        self.assertEqual((call.method, call.target, call.headers["Content-Type"]), ("POST", "/task", "application/json"))
        self.assertEqual(set(call.json), {"id", "task_type", "payload", "queue"})
        self.assertEqual((made.id, made.queue), (ID, "mails"))

    def test_headers_and_token_go_along_below_the_prefix(self) -> None:
        self.client = self.make(self.broker.url + "/prefix/", token="secret", headers={"x-team": "a"})
        self.broker.will(Reply(200, ["echo"]))
        self.assertEqual(self.call("types"), ["echo"])
        (call,) = self.broker.calls
        self.assertEqual(call.target, "/prefix/task/types")
        self.assertEqual((call.headers["Authorization"], call.headers["X-Team"]), ("Bearer secret", "a"))
        self.assertEqual((call.headers["Content-Type"], call.headers["Host"]), (None, self.broker.url[7:]))

    def test_each_call_has_its_path(self) -> None:
        schema = {"task_type": "a b", "fields": {}}
        self.broker.will(Reply(200, schema), Reply(200, schema), Reply(200, {"attempts": []}), Reply(201, {"tasks": [task()]}))
        self.assertEqual(self.call("schema", "a b"), schema)
        self.assertEqual(self.call("set_schema", schema), schema)
        self.assertEqual(self.call("attempts", ID), [])
        self.assertEqual(self.call("batch", [{"task_type": "echo"}])[0].id, ID)
        self.assertEqual(
            [(call.method, call.target) for call in self.broker.calls],
            [
                ("GET", "/task/types/a%20b/schema"),
                ("POST", "/task/set_schema"),
                ("GET", f"/task/{ID}/attempts"),
                ("POST", "/task/batch"),
            ],
        )

    def test_connections_are_kept(self) -> None:
        self.broker.will(*[Reply(200, task()) for _ in range(3)])
        for _ in range(3):
            self.call("get", ID)
        self.assertEqual({call.connection for call in self.broker.calls}, {1})

    def test_a_connection_that_ended_while_idle_is_replaced(self) -> None:
        self.client = self.make(self.broker.url, repeat=False)
        self.broker.will(Reply(200, task(), {"X-Then-Close": "silently"}), Reply(200, task()))
        self.call("get", ID)
        self.broker.connection_ended.wait(PATIENCE)
        self.call("get", ID)
        self.assertEqual([call.connection for call in self.broker.calls], [1, 2])

    # Repeating

    def test_what_may_pass_is_repeated_with_growing_rests(self) -> None:
        self.broker.will(Drop(), Reply(429, error("too_many_waiting")), Reply(502, b"<html>"), Reply(503), Reply(504))
        self.broker.will(Reply(201, task()))
        self.call("enqueue", "echo", 1)
        self.assertEqual(self.world.rests, [0.05, 0.1, 0.2, 0.4, 0.8])
        self.assertEqual(len({call.body for call in self.broker.calls}), 1)

    def test_rests_as_long_as_the_broker_asks_for(self) -> None:
        self.client = self.make(self.broker.url, timeout=100)
        self.broker.will(Reply(503, headers={"Retry-After": "7"}), Reply(429, headers={"Retry-After": "3600"}))
        self.broker.will(Reply(200, task()))
        self.call("get", ID)
        self.assertEqual(self.world.rests, [7, 60])

    def test_gives_up_when_its_time_is_over(self) -> None:
        self.broker.always("", Reply(503, error("shutting_down"), {"Retry-After": "8"}))
        refusal = self.refusal("get", ID)
        self.assertEqual((refusal.status, refusal.code, refusal.retry_after), (503, "shutting_down", 8))
        self.assertEqual(self.world.rests, [8, 8, 8])

    def test_what_will_not_pass_is_not_repeated(self) -> None:
        for status in (400, 401, 404, 409, 413, 422, 500, 507):
            self.broker.will(Reply(status, error("no")))
            self.assertEqual(self.refusal("get", ID).status, status)
        self.assertEqual(self.world.rests, [])

    def test_repeating_can_be_switched_off(self) -> None:
        self.client = self.make(self.broker.url, repeat=False)
        self.broker.will(Reply(503), Drop())
        self.assertEqual(self.refusal("get", ID).status, 503)
        self.assertEqual(self.refusal("get", ID).code, "unreachable")
        self.assertEqual(self.world.rests, [])

    def test_changes_of_a_task_are_repeated_under_one_key(self) -> None:
        for name in ("cancel", "retry"):
            self.broker.calls.clear()
            self.broker.will(Drop(), Reply(200, task()))
            self.call(name, ID)
            first, second = (call.headers["Idempotency-Key"] for call in self.broker.calls)
            self.assertEqual((len(first), first), (36, second))

    def test_a_reason_goes_along(self) -> None:
        self.broker.will(Reply(202, task()), Reply(202, task()))
        self.call("cancel", ID, "withdrawn")
        self.call("cancel", ID)
        self.assertEqual([call.json for call in self.broker.calls], [{"reason": "withdrawn"}, {}])

    # Failing

    def test_nobody_there_is_unreachable(self) -> None:
        with socket.socket() as unused:  # bound, but it does not listen
            unused.bind(("127.0.0.1", 0))
            self.client = self.make(f"http://127.0.0.1:{unused.getsockname()[1]}", timeout=1)
            refusal = self.refusal("get", ID)
        self.assertEqual((refusal.status, refusal.code), (0, "unreachable"))
        self.assertEqual(self.world.rests[:3], [0.05, 0.1, 0.2])

    def test_somebody_who_speaks_no_http_is_unreachable(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:

            def greet() -> None:
                with server.accept()[0] as connection:
                    connection.sendall(b"220 mail ready\r\n")

            threading.Thread(target=greet, daemon=True).start()
            self.client = self.make(f"http://127.0.0.1:{server.getsockname()[1]}", repeat=False)
            self.assertEqual(self.refusal("get", ID).code, "unreachable")

    def test_silence_is_a_timeout(self) -> None:
        self.client = self.make(self.broker.url, timeout=0)
        refusal = self.refusal("get", ID)
        self.assertEqual((refusal.status, refusal.code), (0, "timeout"))

    def test_a_refusal_tells_what_is_wrong(self) -> None:
        fault = {"pointer": "/echo", "keyword": "required", "message": "echo is missing"}
        self.broker.will(Reply(422, {"error": {"code": "schema_mismatch", "message": "It does not fit.", "details": [fault]}}))
        refusal = self.refusal("enqueue", "echo", {})
        self.assertEqual((refusal.status, refusal.code, refusal.details), (422, "schema_mismatch", [fault]))
        self.assertEqual(str(refusal), "It does not fit. (422 schema_mismatch)")

    def test_a_page_of_a_proxy_is_an_error_with_its_status(self) -> None:
        self.broker.will(Reply(404, b""), Reply(403, b"<html>no</html>"), Reply(200, b"<html>login</html>"))
        refusals = [self.refusal("get", ID) for _ in range(3)]
        self.assertEqual(
            [(each.status, each.code) for each in refusals],
            [(404, "http_error"), (403, "http_error"), (200, "malformed_answer")],
        )

    # Waiting

    def test_asks_again_until_the_task_has_ended(self) -> None:
        self.broker.will(
            Reply(200, task(), meanwhile=lambda: self.world.pass_time(20)),
            Reply(200, task(status="Running"), meanwhile=lambda: self.world.pass_time(20)),
            Reply(200, task(status="Failed", state="dead", result={"output": None, "error": "boom"})),
        )
        ended = self.call("wait_for_result", ID)
        self.assertEqual((ended.state, ended.error), ("dead", "boom"))
        self.assertEqual([call.target for call in self.broker.calls], [f"/task/{ID}?wait=20.000"] * 3)
        self.assertEqual([rest for rest in self.world.rests if rest], [])

    def test_waits_no_longer_than_it_may(self) -> None:
        self.broker.will(
            Reply(200, task(), meanwhile=lambda: self.world.pass_time(20)),
            Reply(200, task(), meanwhile=lambda: self.world.pass_time(5)),
        )
        refusal = self.refusal("wait_for_result", ID, 25)
        self.assertEqual((refusal.status, refusal.code), (0, "timeout"))
        self.assertEqual([call.target[-11:] for call in self.broker.calls], ["wait=20.000", "?wait=5.000"])

    def test_a_wait_of_nothing_asks_once(self) -> None:
        self.broker.will(Reply(200, task()), Reply(200, task(status="Completed")))
        self.assertEqual(self.refusal("wait_for_result", ID, 0).code, "timeout")
        self.assertEqual(self.call("wait_for_result", ID, 0).status, "Completed")

    def test_does_not_press_a_broker_that_does_not_wait(self) -> None:
        self.broker.will(*[Reply(200, task()) for _ in range(3)], Reply(200, task(status="Completed")))
        self.call("wait_for_result", ID, 60)
        self.assertEqual(self.world.rests, [0.5, 0.5, 0.5])

    def test_a_wait_survives_a_restart_of_the_broker(self) -> None:
        self.broker.will(Drop(), Reply(503), Reply(200, task(status="Completed")))
        self.assertEqual(self.call("wait_for_result", ID, 60).status, "Completed")

    # Listing

    def test_a_list_goes_on_while_there_is_a_next_page(self) -> None:
        self.broker.will(
            Reply(200, {"tasks": [task(id="1"), task(id="2")], "next": "A B", "prev": None, "revision": 1}),
            Reply(200, {"tasks": [], "next": "C", "prev": None, "revision": 2}),
            Reply(200, {"tasks": [task(id="3")], "next": None, "prev": None, "revision": 3}),
        )
        self.assertEqual([each.id for each in self.call("list_all", state="dead", limit=2)], ["1", "2", "3"])
        self.assertEqual(
            [call.target for call in self.broker.calls],
            [f"/task?state=dead&limit=2{more}" for more in ("", "&after=A%20B", "&after=C")],
        )

    def test_a_page_is_a_page(self) -> None:
        self.broker.will(Reply(200, {"tasks": [task(error="why")], "next": "n", "prev": "p", "revision": 9007199254740993}))
        page = self.call("list")
        self.assertEqual((page.next, page.prev, page.revision, page.tasks[0].error), ("n", "p", 9007199254740993, "why"))

    # Numbers

    def test_numbers_and_texts_arrive_as_they_were_sent(self) -> None:
        payload = '{"whole": 12345678901234567890, "price": 1.50, "name": "\\u00f6"}'
        text = f'{{"id": "1", "task_type": "a", "payload": {payload}, "result": {{"output": 1e2}}}}'
        self.broker.will(Reply(200, text.encode()))
        got = self.call("get", "1")
        self.assertEqual(got.payload, {"whole": 12345678901234567890, "price": 1.5, "name": "ö"})
        self.assertEqual((got.payload_text, got.output_text, got.output), (payload, "1e2", 100.0))


class ClientTest(ClientBehaviour, unittest.TestCase):
    def make(self, url: str, **options: Any) -> Client:
        client = Client(url, surroundings=self.world.surroundings, **options)
        self.addCleanup(client.close)
        return client

    def call(self, name: str, *given: Any, **options: Any) -> Any:
        answer = getattr(self.client, name)(*given, **options)
        return list(answer) if name == "list_all" else answer

    def test_threads_share_a_client(self) -> None:
        self.broker.always("", Reply(200, task()))
        got: List[str] = []
        threads = [threading.Thread(target=lambda: got.append(self.client.get(ID).id)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        self.assertEqual(got, [ID] * 8)

    def refusals_after_close(self, answer: Callable[[Call], None]) -> List[str]:
        codes: List[str] = []

        def ask() -> None:
            try:
                codes.append(self.client.get(ID).id)
            except ConduitError as refusal:
                codes.append(refusal.code)

        asking = threading.Thread(target=ask)
        asking.start()
        call = self.broker.take()
        self.client.close()
        answer(call)
        asking.join(PATIENCE)
        ask()
        return codes

    def test_close_ends_the_calls_under_way(self) -> None:
        self.assertEqual(self.refusals_after_close(Call.drop), ["closed", "closed"])

    def test_close_loses_no_answer_that_is_on_its_way(self) -> None:
        self.assertEqual(self.refusals_after_close(lambda call: call.reply(200, task())), [ID, "closed"])


    def test_the_given_tls_context_is_asked_whom_to_trust(self) -> None:
        class Distrust(ssl.SSLContext):
            def wrap_socket(self, *_: Any, **__: Any) -> Any:
                raise ssl.SSLCertVerificationError("certificate verify failed")

        self.client = self.make(self.broker.url.replace("http:", "https:"), ssl_context=Distrust(ssl.PROTOCOL_TLS_CLIENT))
        refused = self.refusal("types")
        self.assertEqual((refused.status, refused.code), (0, "unreachable"))
        self.assertIn("certificate verify failed", refused.message)


class AsyncClientTest(ClientBehaviour, unittest.TestCase):
    def setUp(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.addCleanup(self.loop.close)
        super().setUp()

    def make(self, url: str, **options: Any) -> AsyncClient:
        client = AsyncClient(url, surroundings=self.world.surroundings, **options)
        self.addCleanup(lambda: self.loop.run_until_complete(self.end(client)))
        return client

    async def end(self, client: AsyncClient) -> None:
        await client.close()
        await asyncio.sleep(0)  # lets the transports close

    def call(self, name: str, *given: Any, **options: Any) -> Any:
        async def run() -> Any:
            answer = getattr(self.client, name)(*given, **options)
            return [each async for each in answer] if name == "list_all" else await answer

        return self.loop.run_until_complete(run())

    def test_no_more_calls_are_under_way_than_there_may_be_connections(self) -> None:
        self.client = self.make(self.broker.url, connections=2)
        self.broker.always("", Reply(200, task()))

        async def run() -> None:
            await asyncio.gather(*(self.client.get(ID) for _ in range(10)))

        self.loop.run_until_complete(run())
        self.assertEqual({call.connection for call in self.broker.calls} - {1, 2}, set())

    def test_a_cancelled_call_closes_its_connection(self) -> None:
        async def run() -> None:
            asking = asyncio.ensure_future(self.client.get(ID))
            call = await self.loop.run_in_executor(None, self.broker.take)
            asking.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await asking
            call.reply(200, task(id="late"))
            self.broker.will(Reply(200, task()))
            self.assertEqual((await self.client.get(ID)).id, ID)

        self.loop.run_until_complete(run())
        self.assertEqual([call.connection for call in self.broker.calls], [1, 2])

    def test_close_ends_the_calls_under_way(self) -> None:
        async def run() -> None:
            asking = asyncio.ensure_future(self.client.get(ID))
            await self.loop.run_in_executor(None, self.broker.take)
            await self.client.close()
            for call in (asking, self.client.get(ID)):
                with self.assertRaises(ConduitError) as caught:
                    await call
                self.assertEqual(caught.exception.code, "closed")

        self.loop.run_until_complete(run())

    def answer_raw(self, answer: bytes) -> None:
        """A server that gives this answer once and closes."""
        server = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(server.close)

        def serve() -> None:
            with server.accept()[0] as connection:
                connection.recv(65536)
                connection.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        self.client = self.make(f"http://127.0.0.1:{server.getsockname()[1]}", repeat=False)

    def test_reads_every_framing_of_an_answer(self) -> None:
        for answer in (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\n[\"a\"\r\n1\r\n]\r\n0\r\nTrailer: x\r\n\r\n",
            b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\n[\"a\"]",
            b"HTTP/1.0 200 OK\r\n\r\n[\"a\"]",
        ):
            self.answer_raw(answer)
            self.assertEqual(self.call("types"), ["a"], answer)

    def test_half_an_answer_is_none(self) -> None:
        for answer in (
            b"",
            b"HTTP/1.1 200",
            b"HTTP/1.1 200 OK\r\nContent-Le",
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[\"a\"]",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[\"a\"]\r\n",
        ):
            self.answer_raw(answer)
            self.assertEqual(self.refusal("types").code, "unreachable", answer)


if __name__ == "__main__":
    unittest.main()
