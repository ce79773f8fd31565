# SPDX-License-Identifier: MIT
"""Real children; only the clock is still."""

from __future__ import annotations

import os
import queue
import threading
import unittest
from typing import Any, List, Tuple

from conduit_queue import Context, JsonText
from conduit_queue.processes import Children, ChildStartError
from conduit_queue.task import task_from_text

from . import handlers
from .doubles import PATIENCE, StillWorld


class ChildrenTest(unittest.TestCase):
    def setUp(self) -> None:
        self.world = StillWorld()
        names = ("echo", "process_id", "hang", "obey", "leave_a_thread", "hear_no_stray", "vanish", "crash")
        self.children = Children({name: getattr(handlers, name) for name in names}, 10, lambda: self.world.now)
        self.addCleanup(self.children.close)
        self.told: "queue.Queue[Tuple[str, Any]]" = queue.Queue()

    def context(self, task_type: str, payload: str = "null") -> Context:
        return Context(task_from_text(f'{{"id": "1", "task_type": "{task_type}", "payload": {payload}}}'))

    def run_in_child(self, task_type: str, payload: str = "null") -> Any:
        return self.children.run(self.context(task_type, payload), self.tell)

    def tell(self, kind: str, value: Any) -> None:
        self.told.put((kind, value))

    def begin(self, task_type: str) -> Tuple[Context, threading.Thread, List[Any]]:
        """Returns when the handler has said that it runs."""
        context = self.context(task_type)
        outcomes: List[Any] = []
        thread = threading.Thread(target=lambda: outcomes.append(self.children.run(context, self.tell)))
        thread.start()
        self.assertEqual(self.told.get(timeout=PATIENCE)[0], "log")
        return context, thread, outcomes

    def test_a_handler_runs_in_a_child_and_tells_of_it(self) -> None:
        payload = '{"n":12345678901234567890}'
        self.assertEqual(self.run_in_child("echo", payload), {"output": JsonText(payload)})
        self.assertEqual(self.told.get_nowait(), ("progress", JsonText('{"percent":50,"message":"half"}')))
        self.assertEqual(self.told.get_nowait(), ("checkpoint", JsonText('{"page":3}')))
        self.assertNotEqual(self.run_in_child("process_id"), {"output": JsonText(str(os.getpid()))})

    def test_a_child_runs_one_task_after_another(self) -> None:
        self.assertEqual(self.run_in_child("process_id"), self.run_in_child("process_id"))

    def test_a_hanging_handler_is_killed_and_its_child_started_anew(self) -> None:
        before = self.run_in_child("process_id")
        context, thread, outcomes = self.begin("hang")
        context.cancel("cancel_requested")
        self.world.pass_time(9.5)
        self.assertEqual(self.children.kill_overdue(), 0)
        self.world.pass_time(0.5)
        self.assertEqual(self.children.kill_overdue(), 1)
        self.assertEqual(self.children.kill_overdue(), 0)
        thread.join(PATIENCE)
        message = "The handler did not stop within 10 s and was killed."
        self.assertEqual(outcomes, [{"error": message, "error_class": "Killed"}])
        self.assertNotEqual(self.run_in_child("process_id"), before)

    def test_a_handler_that_nobody_cancelled_is_not_killed(self) -> None:
        _, thread, _ = self.begin("hang")
        self.world.pass_time(100_000)
        self.assertEqual(self.children.kill_overdue(), 0)
        self.children.close()
        thread.join(PATIENCE)

    def test_a_handler_that_obeys_keeps_its_child(self) -> None:
        before = self.run_in_child("process_id")
        context, thread, outcomes = self.begin("obey")
        context.cancel("lease_lost")
        thread.join(PATIENCE)
        self.assertEqual((outcomes[0]["error"], outcomes[0]["error_class"]), ("stopped: lease_lost", "Cancelled"))
        self.world.pass_time(100)
        self.assertEqual(self.children.kill_overdue(), 0)
        self.assertEqual(self.run_in_child("process_id"), before)

    def test_a_cancellation_that_comes_too_late_meets_no_other_task(self) -> None:
        late = self.context("process_id")
        self.children.run(late, self.tell)
        context, _, _ = self.begin("hang")
        late.cancel("lease_lost")
        self.world.pass_time(100)
        self.assertEqual(self.children.kill_overdue(), 0)
        self.assertFalse(context.cancelled)

    def test_a_cancellation_that_came_first_is_not_lost(self) -> None:
        context = self.context("obey")
        context.cancel("cancel_requested")
        self.assertEqual(self.children.run(context, self.tell)["error"], "stopped: cancel_requested")

    def test_what_a_thread_of_an_earlier_run_tells_is_not_taken_for_this_one(self) -> None:
        self.assertEqual(self.run_in_child("leave_a_thread"), self.run_in_child("hear_no_stray"))
        self.assertEqual(self.told.get_nowait(), ("log", ("info", "own")))
        self.assertTrue(self.told.empty())

    def test_a_child_that_dies_fails_its_task(self) -> None:
        self.assertEqual(self.run_in_child("vanish")["error"], "The handler's process died: exit code 7.")
        self.assertEqual(self.run_in_child("crash")["error"], "The handler's process died: signal 11.")
        self.assertEqual(self.run_in_child("echo", "1"), {"output": JsonText("1")})

    def test_what_a_child_cannot_find_is_refused_at_the_start(self) -> None:
        with self.assertRaisesRegex(ValueError, "top level of a module"):
            Children({"echo": lambda context: None}, 10, lambda: 0.0).prepare()

    def test_a_child_that_does_not_come_up_is_told_at_the_start(self) -> None:
        broken = Children({"echo": handlers.NotImportable()}, 10, lambda: 0.0)
        self.addCleanup(broken.close)
        with self.assertRaisesRegex(ChildStartError, "exit code 1"):
            broken.prepare()


if __name__ == "__main__":
    unittest.main()
