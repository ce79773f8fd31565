# SPDX-License-Identifier: MIT
import json
import os
import unittest
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path
from unittest import mock

from conduit_queue import calls, ConduitError, JsonText, wire
from conduit_queue.json_text import encode, text_at
from conduit_queue.task import task_from_text, time_from
from conduit_queue.calls import TaskIds
from conduit_queue.wire import Answer

VECTORS = Path(__file__).resolve().parents[2] / "contract" / "vectors"


def vector(name: str) -> str:
    return (VECTORS / name).read_text()


def answer(status: int, body: bytes = b"", **headers: str) -> Answer:
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


class Clock:
    def __init__(self, *readings: int) -> None:
        self._readings = list(readings)

    def __call__(self) -> int:
        return self._readings.pop(0) if len(self._readings) > 1 else self._readings[0]


class TaskIdsTest(unittest.TestCase):
    def test_are_uuids_of_version_7_with_the_time_in_front(self) -> None:
        made = uuid.UUID(TaskIds(Clock(1_764_028_800_123_000_000), lambda bits: 2**bits - 1)())
        self.assertEqual((made.version, made.variant), (7, uuid.RFC_4122))
        self.assertEqual(made.int >> 80, 1_764_028_800_123)

    def test_are_in_order_within_a_millisecond(self) -> None:
        chances = iter([2**62 - 1, 0, 2**61, 1])
        ids = TaskIds(Clock(1_764_028_800_123_000_000), lambda bits: next(chances))
        made = [ids() for _ in range(4)]
        self.assertEqual(made, sorted(made))
        self.assertEqual(len(set(made)), 4)

    def test_are_in_order_when_the_clock_goes_back(self) -> None:
        ids = TaskIds(Clock(2_000_000_000, 1_000_000_000, 1_000_000_001), lambda bits: 7)
        made = [ids() for _ in range(3)]
        self.assertEqual(made, sorted(set(made)))


class RequestsTest(unittest.TestCase):
    def test_enqueue_chooses_an_id_unless_one_is_given(self) -> None:
        chosen = json.loads(calls.enqueue("echo", 1, {}).body or b"")
        self.assertEqual(uuid.UUID(chosen["id"]).version, 7)
        given = json.loads(calls.enqueue("echo", 1, {"id": "mine", "queue": "mails"}).body or b"")
        self.assertEqual(given, {"id": "mine", "queue": "mails", "task_type": "echo", "payload": 1})

    def test_batch_chooses_an_id_for_each(self) -> None:
        request = calls.batch([{"task_type": "a"}, {"task_type": "b", "payload": JsonText("1.50")}])
        tasks = json.loads(request.body or b"")["tasks"]
        self.assertEqual(len({each["id"] for each in tasks}), 2)
        self.assertEqual([sorted(each) for each in tasks], [["id", "task_type"], ["id", "payload", "task_type"]])

    def test_a_payload_keeps_its_text(self) -> None:
        body = calls.enqueue("echo", JsonText('{"n": 1.50}'), {}).body or b""
        self.assertIn(b'"payload":{"n": 1.50}', body)
        self.assertIn("ö".encode(), calls.enqueue("echo", {"ö": 12345678901234567890}, {}).body or b"")

    def test_what_is_no_json_is_refused_before_it_is_sent(self) -> None:
        for wrong in (float("nan"), float("inf"), "\ud800"):
            with self.assertRaises(ValueError):
                calls.enqueue("echo", [wrong], {})
        with self.assertRaises(TypeError):
            calls.enqueue("echo", {1, 2}, {})
        for text in ("", "{", "1 2", "NaN", '1,"queue":"x"'):
            with self.assertRaises(ValueError, msg=text):
                JsonText(text)

    def test_times_go_out_with_their_zone(self) -> None:
        zone = timezone(timedelta(hours=1))
        body = json.loads(calls.enqueue("echo", 1, {"run_at": datetime(2026, 11, 25, 10, tzinfo=zone)}).body or b"")
        self.assertEqual(body["run_at"], "2026-11-25T10:00:00+01:00")
        with self.assertRaisesRegex(ValueError, "run_at has no zone"):
            calls.enqueue("echo", 1, {"run_at": datetime(2026, 11, 25, 10)})

    def test_names_are_percent_encoded(self) -> None:
        self.assertEqual(calls.schema("img/resize 50%").target, "/task/types/img%2Fresize%2050%25/schema")
        self.assertEqual(calls.worker_heartbeat("a/b", {}, "").target, "/worker/a%2Fb/heartbeat")

    def test_a_list_names_what_it_asks_for(self) -> None:
        target = calls.list_tasks(
            {"state": "dead,retrying", "type": ["a,b", "c"], "queue": "x,y", "trash": True, "q": 'a+b "c"', "after": None}
        ).target
        self.assertEqual(target, "/task?state=dead,retrying&type=a%2Cb,c&queue=x%2Cy&trash=true&q=a%2Bb%20%22c%22")

    def test_an_empty_id_is_no_task(self) -> None:
        with self.assertRaises(ValueError):
            calls.get("")

    def test_address_and_token_come_from_the_environment_when_they_are_not_given(self) -> None:
        given = {"CONDUIT_URL": "", "BROKER_URL": "http://broker:1/", "CONDUIT_TOKEN": "secret"}
        with mock.patch.dict(os.environ, given):
            self.assertEqual(wire.endpoint(None, None, None).url, "http://broker:1")
            self.assertEqual(wire.endpoint("http://other", None, None).headers["Authorization"], "Bearer secret")
        with mock.patch.dict(os.environ, {**given, "CONDUIT_URL": "http://conduit:2"}):
            self.assertEqual(wire.endpoint(None, "own", None).host, "conduit")
            self.assertEqual(wire.endpoint(None, "own", None).headers["Authorization"], "Bearer own")
        with mock.patch.dict(os.environ, dict.fromkeys(given, "")):
            self.assertEqual(wire.endpoint(None, None, None).url, "http://127.0.0.1:8080")
            self.assertNotIn("Authorization", wire.endpoint(None, None, None).headers)

    def test_an_address_must_be_one(self) -> None:
        for wrong in ("localhost:8080", "ftp://a", "http://", "http://a?b", "http://user@a"):
            with self.assertRaises(ValueError, msg=wrong):
                wire.endpoint(wrong, None, None)
        with self.assertRaisesRegex(ValueError, "printable"):
            wire.endpoint("http://a", "tok\nen", None)
        place = wire.endpoint("https://queue.example.org/conduit/", None, None)
        self.assertEqual((place.is_tls, place.host, place.port, place.prefix), (True, "queue.example.org", 443, "/conduit"))


class AnswersTest(unittest.TestCase):
    def test_a_task_keeps_every_digit(self) -> None:
        text = vector("task.json")
        task = task_from_text(text)
        self.assertEqual(task.payload["n"], 12345678901234567890)
        self.assertEqual(task.payload_text, '{ "n": 12345678901234567890, "ratio": 1.50, "text": "\\u00e4\\n" }')
        self.assertEqual(task.output_text, "null")
        self.assertEqual((task.state, task.error, task.has_ended), ("dead", "image decode failed", True))
        self.assertEqual(task.enqueued_by, "console anna@atlas")
        self.assertEqual(task.created_at, datetime(2026, 11, 25, 0, 46, 49, 181000, timezone.utc))

    def test_unknown_members_and_states_are_kept(self) -> None:
        task = task_from_text('{"id": "1", "task_type": "a", "state": "dreaming", "colour": "red"}')
        self.assertEqual((task.state, task.raw["colour"], task.has_ended), ("dreaming", "red", False))

    def test_a_task_of_the_original_program_is_read(self) -> None:
        task = task_from_text(vector("task_original.json"))
        self.assertEqual(task.text, text_at(vector("task_original.json")))
        self.assertIsNotNone(task.created_at)

    def test_a_page_keeps_its_revision(self) -> None:
        page = calls.list_tasks({}).read(vector("task_page.json"))
        self.assertEqual(page.revision, 9007199254740993)
        self.assertEqual((page.tasks[0].payload_size, page.next), (7340032, "eyJrIjoxfQ"))

    def test_a_claim_brings_tokens(self) -> None:
        (task,) = calls.claim("w", ["echo"], [], 1, 30, 20).read(vector("claim_answer.json"))
        self.assertEqual((task.lease_token, task.checkpoint, task.payload_text), ("k3v9", None, "[1e2, -0]"))

    def test_a_heartbeat_tells_of_each_lease(self) -> None:
        beat = calls.worker_heartbeat("w", {}, "").read(vector("heartbeat_answer.json"))
        self.assertEqual([lease.cancel_requested for lease in beat.leases], [True, False])
        self.assertEqual([lease.error for lease in beat.leases], [None, "lease_lost"])
        self.assertEqual((beat.drain, beat.stop), (False, True))

    def test_attempts_are_read(self) -> None:
        first, second = calls.attempts("1").read(vector("attempts.json"))
        self.assertEqual((first.error_class, first.stack, second.exit_code), ("std::bad_alloc", "at 1", 139))

    def test_a_refusal_has_its_details(self) -> None:
        error = wire.error_from(answer(422, vector("error_schema_mismatch.json").encode()))
        self.assertEqual((error.status, error.code, error.details[0]["pointer"]), (422, "schema_mismatch", "/image"))

    def test_an_answer_of_somebody_else_is_an_error_with_its_status(self) -> None:
        for body in (b"", b"<html><h1>Bad  Gateway</h1></html>", b"[]", b"null", b'{"error": "no"}', b"\xff"):
            error = wire.error_from(answer(502, body, retry_after="3"))
            self.assertEqual((error.status, error.code, error.retry_after), (502, "http_error", 3.0), body)
            self.assertIn("HTTP 502", error.message)
        self.assertIn("<h1>Bad Gateway</h1>", wire.error_from(answer(502, b"<h1>Bad  Gateway</h1>")).message)
        self.assertIn("http://b/", wire.error_from(answer(301, location="http://b/")).message)

    def test_a_success_that_cannot_be_read_says_so(self) -> None:
        for body in (b"<html>", b"", b"[]", b'{"id": 1}', b"\xff"):
            with self.assertRaises(ConduitError) as caught:
                wire.read_answer(calls.get("1"), answer(200, body))
            self.assertEqual((caught.exception.status, caught.exception.code), (200, "malformed_answer"), body)

    def test_a_date_in_retry_after_is_passed_over(self) -> None:
        self.assertIsNone(wire.error_from(answer(503, retry_after="Fri, 31 Dec 1999 23:59:59 GMT")).retry_after)

    def test_times_are_read_to_the_microsecond(self) -> None:
        moment = datetime(2026, 11, 25, 0, 46, 49, 181178, timezone.utc)
        self.assertEqual(time_from("2026-11-25T00:46:49.181178422Z"), moment)
        self.assertEqual(time_from("2026-11-25T00:46:49Z"), moment.replace(microsecond=0))
        self.assertIsNone(time_from(None))


class JsonTextTest(unittest.TestCase):
    def test_finds_a_value_in_its_text(self) -> None:
        text = ' {"a": [1.50, {"b" : "}\\"" , "c": [] }], "d": {} , "e":null}'
        self.assertEqual(text_at(text, "a", 0), "1.50")
        self.assertEqual(text_at(text, "a", 1, "b"), '"}\\""')
        self.assertEqual(text_at(text, "a", 1, "c"), "[]")
        self.assertEqual(text_at(text, "e"), "null")
        for path in (("f",), ("a", 2), ("d", "x"), ("e", "x"), ("a", 1, "c", 0)):
            self.assertIsNone(text_at(text, *path), path)

    def test_stands_for_a_whole_member_only(self) -> None:
        self.assertEqual(encode(JsonText(" 1.50")), " 1.50")
        with self.assertRaises(TypeError):
            encode([JsonText("1.50")])


class BackoffTest(unittest.TestCase):
    def test_doubles_from_a_tenth_to_five_seconds_by_full_chance(self) -> None:
        self.assertEqual([wire.backoff(tries, 1.0) for tries in (0, 1, 2, 5, 6, 1000)], [0.1, 0.2, 0.4, 3.2, 5.0, 5.0])
        self.assertEqual(wire.backoff(3, 0.0), 0.0)


if __name__ == "__main__":
    unittest.main()
