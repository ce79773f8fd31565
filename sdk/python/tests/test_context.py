# SPDX-License-Identifier: MIT
from __future__ import annotations

import asyncio
import threading
import unittest
from typing import Any, List, Tuple

from conduit_queue import Cancelled, Context, JsonText, NoRetry, RetryIn, Snooze, Task
from conduit_queue.context import run_handler
from conduit_queue.notes import LINES_MAX, Notes

from .doubles import PATIENCE


def context(payload: Any = None) -> Context:
    return Context(Task(id="1", task_type="echo", payload=payload))


class HandlersEndTest(unittest.TestCase):
    def outcome(self, handler: Any, given: Any = None) -> Any:
        return run_handler(handler, given or context({"n": 1}))

    def failure(self, error: BaseException) -> Any:
        def handler(_: Context) -> None:
            raise error

        outcome = self.outcome(handler)
        self.assertIn("test_context.py", outcome.pop("stack") if "stack" in outcome else "test_context.py")
        return outcome

    def test_with_an_output(self) -> None:
        self.assertEqual(self.outcome(lambda given: given.task.payload), {"output": JsonText('{"n":1}')})
        self.assertEqual(self.outcome(lambda given: None), {"output": JsonText("null")})
        self.assertEqual(self.outcome(lambda given: JsonText("1.50")), {"output": JsonText("1.50")})

    def test_with_an_error(self) -> None:
        self.assertEqual(self.failure(KeyError("x")), {"error": "'x'", "error_class": "KeyError"})
        self.assertEqual(self.failure(ValueError()), {"error": "ValueError", "error_class": "ValueError"})
        self.assertEqual(self.failure(SystemExit(3)), {"error": "3", "error_class": "SystemExit"})

    def test_with_a_wish_for_what_comes_next(self) -> None:
        self.assertEqual(self.failure(NoRetry("never")), {"error": "never", "error_class": "NoRetry", "no_retry": True})
        self.assertEqual(self.failure(RetryIn(60, "busy")), {"error": "busy", "error_class": "RetryIn", "retry_in": 60})
        self.assertEqual(self.failure(RetryIn(60))["error"], "RetryIn")
        self.assertEqual(self.failure(Snooze(5)), {"snooze": 5})

    def test_a_rest_has_bounds(self) -> None:
        for seconds in (-1, 31_622_401, float("nan")):
            with self.assertRaises(ValueError):
                RetryIn(seconds)
            with self.assertRaises(ValueError):
                Snooze(seconds)

    def test_an_output_that_is_no_json_is_an_error(self) -> None:
        self.assertEqual(self.outcome(lambda given: float("nan"))["error_class"], "ValueError")
        self.assertEqual(self.outcome(lambda given: {1, 2})["error_class"], "TypeError")

    def test_texts_that_utf8_cannot_carry_are_mended(self) -> None:
        self.assertEqual(self.failure(ValueError("a\ud800b"))["error"], "a?b")

    def test_the_end_of_a_long_stack_is_kept(self) -> None:
        def fall(given: Context, depth: int = 0) -> None:
            if depth == 200:
                raise ValueError("at the end")
            (fall if depth % 2 else lambda given, depth: fall(given, depth))(given, depth + 1)

        stack = self.outcome(fall)["stack"]
        self.assertEqual(len(stack), 10_000)
        self.assertTrue(stack.endswith("ValueError: at the end\n"))

    def test_a_coroutine_is_awaited(self) -> None:
        async def handler(given: Context) -> int:
            await asyncio.sleep(0)
            return given.task.payload["n"] + 1

        self.assertEqual(self.outcome(handler), {"output": JsonText("2")})

    def test_a_coroutine_is_cancelled_as_coroutines_are(self) -> None:
        given = context()
        seen: List[str] = []

        async def handler(_: Context) -> None:
            threading.Thread(target=given.cancel, args=("lease_lost",)).start()
            try:
                await asyncio.get_running_loop().create_future()
            except asyncio.CancelledError:
                seen.append("cancelled")
                raise

        outcome = self.outcome(handler, given)
        self.assertEqual(seen, ["cancelled"])
        self.assertEqual((outcome["error"], outcome["error_class"]), ("stopped: lease_lost", "CancelledError"))


class CancellationTest(unittest.TestCase):
    def test_is_seen_in_every_way(self) -> None:
        given = context()
        self.assertEqual((given.cancelled, given.reason, given.wait_cancelled(0)), (False, None, False))
        given.raise_if_cancelled()
        called: List[str] = []
        given.on_cancel(lambda: called.append("before"))
        given.cancel("cancel_requested")
        given.cancel("stopping")
        given.on_cancel(lambda: called.append("after"))
        self.assertEqual((given.cancelled, given.reason, given.wait_cancelled()), (True, "cancel_requested", True))
        self.assertEqual(called, ["before", "after"])
        with self.assertRaisesRegex(Cancelled, "stopped: cancel_requested"):
            given.raise_if_cancelled()

    def test_a_call_that_fails_hinders_no_other(self) -> None:
        given = context()
        called: List[str] = []
        given.on_cancel(lambda: called.remove("nothing"))
        given.on_cancel(lambda: called.append("second"))
        with self.assertLogs("conduit_queue.worker", "ERROR"):
            given.cancel("stopping")
        self.assertEqual(called, ["second"])

    def test_wakes_who_waits(self) -> None:
        given = context()
        seen: List[bool] = []
        waiting = threading.Thread(target=lambda: seen.append(given.wait_cancelled()))
        waiting.start()
        given.cancel("stopping")
        waiting.join(PATIENCE)
        self.assertEqual(seen, [True])


class TellingTest(unittest.TestCase):
    def setUp(self) -> None:
        self.told: List[Tuple[str, Any]] = []
        self.context = Context(Task(id="1", task_type="echo"), lambda kind, value: self.told.append((kind, value)))

    def test_what_is_told_is_taken_as_it_was(self) -> None:
        value = {"page": 3}
        self.context.checkpoint(value)
        value["page"] = 4
        self.context.progress(40, "reading", [1])
        self.context.log("warning", "slow\ud800")
        self.assertEqual(
            self.told,
            [
                ("checkpoint", JsonText('{"page":3}')),
                ("progress", JsonText('{"percent":40,"message":"reading","data":[1]}')),
                ("log", ("warning", "slow?")),
            ],
        )

    def test_what_the_broker_would_refuse_is_refused_here(self) -> None:
        for wrong in (
            lambda: self.context.progress(101),
            lambda: self.context.progress(float("nan")),
            lambda: self.context.progress(data="x" * 16_384),
            lambda: self.context.checkpoint("ö" * 32_768),
            lambda: self.context.checkpoint(float("inf")),
            lambda: self.context.log("loud", "x"),
        ):
            with self.assertRaises(ValueError):
                wrong()
        self.assertEqual(self.told, [])

    def test_a_long_message_is_cut_between_characters(self) -> None:
        self.context.progress(message="x" + "\U0001f600" * 200)
        self.assertEqual(self.told, [("progress", JsonText('{"message":"x' + "\U0001f600" * 127 + '"}'))])


class NotesTest(unittest.TestCase):
    def setUp(self) -> None:
        self.notes = Notes(lambda: 1_795_000_000_123_456_789)

    def test_a_clock_far_beyond_all_years_does_no_harm(self) -> None:
        notes = Notes(lambda: 10**22)
        notes.add("log", ("info", "one"))
        self.assertEqual(notes.take()["log"][0]["time"], "9999-12-31T23:59:59.000+00:00")

    def messages(self) -> List[str]:
        return [line["message"] for line in self.notes.take().get("log", [])]

    def test_the_newest_progress_and_every_line_go_out_once(self) -> None:
        self.notes.add("progress", 1)
        self.notes.add("progress", 2)
        self.notes.add("log", ("info", "a"))
        self.notes.add("log", ("error", "b"))
        taken = self.notes.take()
        self.assertEqual(taken["progress"], 2)
        self.assertEqual([(line["level"], line["message"]) for line in taken["log"]], [("info", "a"), ("error", "b")])
        self.assertEqual(taken["log"][0]["time"], "2026-11-18T11:06:40.123+00:00")
        self.assertEqual(self.notes.take(), {})

    def test_of_a_long_log_the_middle_is_left_out(self) -> None:
        for number in range(LINES_MAX + 3):
            self.notes.add("log", ("info", str(number)))
        messages = self.messages()
        self.assertEqual(messages[:101], [*map(str, range(100)), "(3 lines left out)"])
        self.assertEqual(messages[101:], [str(number) for number in range(103, LINES_MAX + 3)])
        self.notes.add("log", ("info", "next"))
        self.assertEqual(self.messages(), ["next"])

    def test_what_was_not_delivered_goes_first_but_newer_progress_wins(self) -> None:
        self.notes.add("progress", 1)
        self.notes.add("checkpoint", "a")
        self.notes.add("log", ("info", "first"))
        taken = self.notes.take()
        self.notes.add("progress", 2)
        self.notes.add("log", ("info", "second"))
        self.notes.put_back(taken)
        again = self.notes.take()
        self.assertEqual((again["progress"], again["checkpoint"]), (2, "a"))
        self.assertEqual([line["message"] for line in again["log"]], ["first", "second"])


if __name__ == "__main__":
    unittest.main()
