# SPDX-License-Identifier: MIT
"""The worker's steps, called by hand in a still world; handlers run on real threads, and the last tests on all of them."""

from __future__ import annotations

import logging
import os
import queue
import signal
import ssl
import subprocess
import sys
import threading
import unittest
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Callable, List
from unittest import mock

from conduit_queue import ConduitError, Context, NoRetry, RetryIn, Snooze, Worker
from conduit_queue.courier import beat_pause
from conduit_queue.notes import Notes
from conduit_queue.processes import ChildStartError

from . import handlers
from .doubles import claimed, Drop, error, PATIENCE, Reply, ScriptedBroker, StillWorld

RENEWED = {"lease_expires_at": "2026-11-25T00:47:20.000Z", "cancel_requested": False}


class WorkerTestCase(unittest.TestCase):
    def setUp(self) -> None:
        logging.disable(logging.CRITICAL)
        self.addCleanup(logging.disable, logging.NOTSET)
        self.world = StillWorld()
        self.broker = ScriptedBroker()
        self.addCleanup(self.broker.close)
        self.running: "queue.Queue[Context]" = queue.Queue()
        self.let_go = threading.Event()
        self.addCleanup(self.let_go.set)

    def worker(self, handler: Callable[[Context], Any], **options: Any) -> Worker:
        options = {"name": "w", "concurrency": 3, "surroundings": self.world.surroundings, **options}
        worker = Worker(self.broker.url, **options)
        worker.add("echo", handler)
        self.addCleanup(worker._client.close)
        self.addCleanup(worker._claims.close)
        return worker

    def hold(self, context: Context) -> str:
        """Does not look at its cancellation."""
        self.running.put(context)
        self.let_go.wait(PATIENCE)
        return "done"

    def obey(self, context: Context) -> None:
        self.running.put(context)
        context.wait_cancelled(PATIENCE)
        context.raise_if_cancelled()

    def claim(self, worker: Worker, *tasks: Any) -> float:
        self.broker.will(Reply(200, {"tasks": list(tasks)}), to="/task/claim")
        return worker._claim_once()

    def beat(self, worker: Worker, *leases: Any, **more: Any) -> None:
        self.broker.will(Reply(200, {"leases": list(leases), "drain": False, "stop": False, **more}), to="/worker/w/heartbeat")
        worker._beat()
        sent_at = self.broker.calls_to("/worker/w/heartbeat")[-1].headers["Conduit-Sent-At"]
        self.assertEqual(datetime.fromisoformat(sent_at).utcoffset(), timedelta(0))

    def wait_until_idle(self, worker: Worker) -> None:
        self.assertTrue(worker._is_idle.wait(PATIENCE))

    def results(self) -> List[Any]:
        return [call.json for call in self.broker.calls_to("/result")]


class ClaimingTest(WorkerTestCase):
    def test_the_given_tls_context_is_asked_whom_to_trust(self) -> None:
        class Distrust(ssl.SSLContext):
            def wrap_socket(self, *_: Any, **__: Any) -> Any:
                raise ssl.SSLCertVerificationError("certificate verify failed")

        self.broker.url = self.broker.url.replace("http:", "https:")
        worker = self.worker(self.hold, ssl_context=Distrust(ssl.PROTOCOL_TLS_CLIENT))
        for ask in (worker._claim_once, worker._beat):
            with self.assertRaisesRegex(ConduitError, "certificate verify failed"):
                ask()

    def test_asks_for_what_it_has_handlers_and_free_slots_for(self) -> None:
        worker = self.worker(self.hold, queues={"mails": 3, "default": 1}, lease=60)
        self.claim(worker, claimed(1), claimed(2))
        self.claim(worker, claimed(3))
        self.assertFalse(worker._can_claim())
        first, second = (call.json for call in self.broker.calls_to("/task/claim"))
        expected = {"worker": "w", "types": ["echo"], "queues": ["mails:3", "default:1"], "n": 3, "lease": 60, "wait": 20}
        self.assertEqual(first, expected)
        self.assertEqual(second["n"], 1)

    def test_asks_for_a_hundred_at_the_most(self) -> None:
        self.claim(self.worker(self.hold, concurrency=1000))
        self.assertEqual(self.broker.calls[0].json["n"], 100)

    def test_a_slot_is_free_again_when_its_result_is_acknowledged(self) -> None:
        worker = self.worker(lambda context: context.task.payload, concurrency=1)
        self.claim(worker, claimed(payload={"n": 1}))
        result = self.broker.take()
        self.assertFalse(worker._can_claim())
        result.reply(200, {"status": "Completed"})
        self.wait_until_idle(worker)
        self.assertTrue(worker._can_claim())
        self.assertEqual(result.json, {"lease_token": "token1", "output": {"n": 1}})

    def test_a_task_that_nothing_can_run_is_given_back_for_a_while(self) -> None:
        self.broker.always("/release", Reply(200, {"status": "Pending"}))
        self.claim(self.worker(self.hold), claimed(task_type="unknown"))
        self.assertEqual(self.broker.calls[-1].json, {"lease_token": "token1", "delay": 30.0})

    def test_what_exceeds_the_slots_is_given_back_at_once(self) -> None:
        self.broker.always("/release", Reply(200, {"status": "Pending"}))
        self.claim(self.worker(self.hold, concurrency=1), claimed(1), claimed(2))
        self.assertEqual(self.broker.calls[-1].json, {"lease_token": "token2"})

    def test_a_task_that_comes_again_makes_the_earlier_attempt_lost(self) -> None:
        worker = self.worker(self.hold)
        self.claim(worker, claimed(1))
        first = self.running.get(timeout=PATIENCE)
        self.claim(worker, {**claimed(1), "lease_token": "another"})
        self.assertEqual(first.reason, "lease_lost")

    def test_rests_after_an_empty_answer_that_did_not_wait(self) -> None:
        worker = self.worker(self.hold)
        self.assertEqual(self.claim(worker), 1.0)
        self.broker.will(Reply(200, {"tasks": []}, meanwhile=lambda: self.world.pass_time(20)))
        self.assertEqual(worker._claim_once(), 0.0)

    def test_schemas_are_registered_at_the_start_and_when_the_broker_is_back(self) -> None:
        worker = self.worker(self.hold)
        worker.add("mail", self.hold, schema={"fields": {}})
        self.broker.always("/set_schema", Reply(200, {}))
        self.claim(worker)
        self.claim(worker)
        self.broker.will(Drop(), to="/task/claim")
        with self.assertRaises(ConduitError):
            worker._claim_once()
        self.claim(worker)
        self.assertEqual(
            [call.target for call in self.broker.calls],
            [f"/task/{each}" for each in ("set_schema", "claim", "claim", "claim", "set_schema", "claim")],
        )
        self.assertEqual(self.broker.calls[0].json, {"fields": {}, "task_type": "mail"})

    def test_rests_after_a_refusal_and_claims_again(self) -> None:
        worker = self.worker(self.hold)
        self.broker.will(Drop(), Reply(503, error("shutting_down"), {"Retry-After": "2"}), Reply(401, error("unauthorized")))
        self.broker.will(Reply(200, {"tasks": []}, meanwhile=worker.stop))
        worker._claim_on()
        self.assertEqual(self.world.rests, [0.05, 2, 0.2, 1])

    def test_a_schema_that_is_refused_does_not_keep_the_tasks_from_being_run(self) -> None:
        worker = self.worker(self.hold)
        worker.add("mail", self.hold, schema={"fields": {"a": 1}})
        self.broker.will(Reply(400, error("invalid_argument")), to="/set_schema")
        self.claim(worker, claimed())
        self.running.get(timeout=PATIENCE)

    def test_the_log_says_once_that_the_broker_went_and_once_that_it_is_back(self) -> None:
        logging.disable(logging.NOTSET)
        worker = self.worker(self.hold)
        with self.assertLogs("conduit_queue.worker", "WARNING") as logged:
            for reply in (Drop(), Reply(502, b"<html>"), Drop()):
                self.broker.will(reply, to="/task/claim")
                with self.assertRaises(ConduitError):
                    worker._claim_once()
            self.claim(worker)
            self.claim(worker)
        self.assertEqual(len(logged.output), 2)
        self.assertIn("Trying again", logged.output[0])
        self.assertIn("The broker is back", logged.output[1])


class ReportingTest(WorkerTestCase):
    def run_one(self, handler: Callable[[Context], Any], *replies: Reply, **options: Any) -> Worker:
        worker = self.worker(handler, **options)
        self.broker.will(*replies, to="/result")
        self.claim(worker, claimed(payload=7))
        self.wait_until_idle(worker)
        return worker

    def test_each_end_of_a_handler_has_its_members(self) -> None:
        def raising(fault: Exception) -> Callable[[Context], None]:
            def handler(_: Context) -> None:
                raise fault

            return handler

        for fault in (ValueError("boom"), NoRetry("never"), RetryIn(60, "busy"), Snooze(5)):
            self.run_one(raising(fault), Reply(200, {"status": "Pending"}))
        results = self.results()
        self.assertIn("ValueError: boom", results[0]["stack"])
        self.assertEqual(
            [{name: result[name] for name in result if name != "stack"} for result in results],
            [
                {"lease_token": "token1", "error": "boom", "error_class": "ValueError"},
                {"lease_token": "token1", "error": "never", "error_class": "NoRetry", "no_retry": True},
                {"lease_token": "token1", "error": "busy", "error_class": "RetryIn", "retry_in": 60},
                {"lease_token": "token1", "snooze": 5},
            ],
        )

    def test_a_result_outlives_an_absence_of_the_broker(self) -> None:
        self.run_one(lambda context: context.task.payload, Drop(), Reply(503, b"<html>"), Reply(500), Reply(429), Reply(200, {}))
        self.assertEqual(self.results(), [{"lease_token": "token1", "output": 7}] * 5)
        self.assertEqual(self.world.rests, [0.05, 0.1, 0.2, 0.4])

    def test_a_result_is_dropped_when_the_lease_is_surely_over(self) -> None:
        self.broker.always("/result", Reply(503, headers={"Retry-After": "10"}))
        self.run_one(lambda context: 1)
        self.assertEqual(self.world.rests, [10, 10, 10])

    def test_a_renewed_lease_gives_a_result_more_time(self) -> None:
        self.broker.always("/result", Reply(503, headers={"Retry-After": "10"}))
        worker = self.worker(self.hold)
        self.claim(worker, claimed())
        self.running.get(timeout=PATIENCE)
        self.world.pass_time(30)
        self.beat(worker, RENEWED)
        self.let_go.set()
        self.wait_until_idle(worker)
        self.assertEqual(len(self.results()), 4)

    def test_a_result_that_nobody_wants_any_more_is_dropped(self) -> None:
        for status, code in ((409, "lease_lost"), (409, "already_ended"), (404, "not_found")):
            self.run_one(lambda context: 1, Reply(status, error(code)))
        self.assertEqual(len(self.results()), 3)

    def test_a_result_that_is_too_large_becomes_an_error(self) -> None:
        self.run_one(lambda context: "x" * 100, Reply(413, error("payload_too_large", "Too large.")), Reply(200, {}))
        self.assertEqual(
            self.results()[1],
            {
                "lease_token": "token1",
                "error": "The broker refused the result: Too large.",
                "error_class": "ResultRefused",
                "no_retry": True,
            },
        )

    def test_what_a_handler_told_goes_before_its_result(self) -> None:
        def handler(context: Context) -> None:
            context.progress(40, "reading")
            context.log("warning", "slow")
            context.checkpoint({"page": 3})

        self.broker.will(Reply(200, RENEWED), to="/heartbeat")
        self.run_one(handler, Reply(200, {}))
        told, result = self.broker.calls[1:]
        self.assertTrue(result.target.endswith("/result"))
        (line,) = told.json["log"]
        self.assertEqual((line["level"], line["message"]), ("warning", "slow"))
        self.assertEqual((told.json["lease_token"], told.json["checkpoint"]), ("token1", {"page": 3}))
        self.assertEqual(told.json["progress"], {"percent": 40, "message": "reading"})

    def test_what_was_told_outlives_an_absence_of_the_broker_too(self) -> None:
        self.broker.will(Drop(), Reply(200, RENEWED), to="/heartbeat")
        self.run_one(lambda context: context.checkpoint(1), Reply(200, {}))
        self.assertEqual([call.target.rsplit("/")[-1] for call in self.broker.calls[1:]], ["heartbeat", "heartbeat", "result"])
        self.assertEqual(self.broker.calls[2].json["checkpoint"], 1)

    def test_what_was_told_and_refused_keeps_no_result_back(self) -> None:
        self.broker.will(Reply(413, error("payload_too_large")), Reply(507, error("storage_full")), to="/heartbeat")
        self.run_one(lambda context: context.checkpoint(1), Reply(200, {}))
        self.run_one(lambda context: context.checkpoint(1), Reply(200, {}))
        self.assertEqual(len(self.results()), 2)

    def test_who_hears_while_telling_that_the_lease_is_lost_reports_nothing(self) -> None:
        self.broker.will(Reply(409, error("lease_lost")), to="/heartbeat")
        self.run_one(lambda context: context.checkpoint(1))
        self.assertEqual(self.results(), [])


class HeartbeatsTest(WorkerTestCase):
    def test_describe_the_worker_and_renew_its_leases(self) -> None:
        worker = self.worker(self.hold, queues=["mails"])
        self.claim(worker, claimed(1), claimed(2))
        self.beat(worker, RENEWED, RENEWED)
        sent = self.broker.calls[-1].json
        leases = sent.pop("leases")
        self.assertEqual([(lease["id"][-2:], lease["lease_token"]) for lease in leases], [("01", "token1"), ("02", "token2")])
        self.assertEqual(set(sent), {"host", "pid", "version", "types", "queues", "concurrency"})
        self.assertEqual((sent["types"], sent["queues"], sent["concurrency"], sent["pid"]), (["echo"], ["mails"], 3, os.getpid()))

    def test_a_lease_is_over_so_long_after_its_last_renewal(self) -> None:
        worker = self.worker(self.hold)
        self.claim(worker, claimed())
        (run,) = worker._open_runs()
        before = run.lease_end
        self.world.pass_time(10)
        self.beat(worker, RENEWED)
        self.assertEqual(run.lease_end, before + 10)
        self.assertEqual(before, 1000 + 30 * 1.05 + 1)

    def test_a_cancellation_reaches_the_handler_and_its_end_is_reported(self) -> None:
        worker = self.worker(self.obey)
        self.claim(worker, claimed())
        context = self.running.get(timeout=PATIENCE)
        self.beat(worker, {**RENEWED, "cancel_requested": True})
        result = self.broker.take()
        result.reply(200, {"status": "Failed"})
        self.assertEqual(context.reason, "cancel_requested")
        self.assertEqual((result.json["error"], result.json["error_class"]), ("stopped: cancel_requested", "Cancelled"))

    def test_a_cancelled_task_cannot_be_snoozed(self) -> None:
        def snooze(context: Context) -> None:
            self.running.put(context)
            context.wait_cancelled(PATIENCE)
            raise Snooze(5)

        worker = self.worker(snooze)
        self.claim(worker, claimed())
        self.running.get(timeout=PATIENCE)
        self.beat(worker, {**RENEWED, "cancel_requested": True})
        result = self.broker.take()
        result.reply(200, {})
        self.assertEqual(result.json["error"], "stopped: cancel_requested")

    def test_work_that_was_done_all_the_same_is_reported(self) -> None:
        worker = self.worker(self.hold)
        self.claim(worker, claimed())
        self.running.get(timeout=PATIENCE)
        self.beat(worker, {**RENEWED, "cancel_requested": True})
        self.let_go.set()
        result = self.broker.take()
        result.reply(200, {})
        self.assertEqual(result.json["output"], "done")

    def test_a_lost_lease_reaches_the_handler_and_nothing_is_reported(self) -> None:
        worker = self.worker(self.obey)
        self.claim(worker, claimed())
        context = self.running.get(timeout=PATIENCE)
        self.beat(worker, {"id": "any", **error("lease_lost")})
        self.wait_until_idle(worker)
        self.assertEqual(context.reason, "lease_lost")
        self.assertEqual(self.results(), [])

    def test_a_lost_lease_is_not_renewed(self) -> None:
        worker = self.worker(self.hold)
        self.claim(worker, claimed())
        self.beat(worker, {"id": "any", **error("lease_lost")})
        self.beat(worker)
        self.assertEqual(self.broker.calls[-1].json["leases"], [])

    def test_a_lease_is_renewed_while_its_result_is_on_the_way(self) -> None:
        worker = self.worker(lambda context: 1)
        self.claim(worker, claimed())
        result = self.broker.take()
        self.beat(worker, {"id": "any", **error("lease_lost")})
        self.assertEqual(len(self.broker.calls[-1].json["leases"]), 1)
        result.drop()  # the broker has the last word about a result, so it is sent again
        again = self.broker.take()
        again.reply(200, {})
        self.assertEqual(again.json, result.json)

    def test_drain_ends_claiming_until_it_is_over(self) -> None:
        worker = self.worker(self.hold)
        self.beat(worker, drain=True)
        self.assertFalse(worker._can_claim())
        self.beat(worker)
        self.assertTrue(worker._can_claim())

    def test_stop_stops_the_worker(self) -> None:
        worker = self.worker(self.hold)
        self.beat(worker, stop=True)
        self.assertFalse(worker._may_claim())

    def test_come_three_in_a_lease_and_every_ten_seconds(self) -> None:
        self.assertEqual([beat_pause(lease) for lease in (6, 30, 86_400)], [2, 10, 10])

    def test_come_soon_again_after_one_that_failed(self) -> None:
        worker = self.worker(self.hold)
        moments: List[float] = []
        answer = {"leases": [], "drain": False, "stop": False}

        def note() -> None:
            moments.append(self.world.now)

        self.broker.will(
            Reply(200, answer, meanwhile=note),
            Drop(meanwhile=note),
            Reply(503, meanwhile=note),
            Reply(200, answer, meanwhile=note),
            Reply(200, answer, meanwhile=lambda: (note(), worker._is_over.set())),
        )
        worker._beat_on()
        pauses = [round(after - before, 3) for before, after in zip(moments, moments[1:])]
        self.assertEqual(pauses, [10, 0.05, 0.1, 10])

    def test_notes_go_out_for_every_task(self) -> None:
        worker = self.worker(self.hold)
        self.claim(worker, claimed(1), claimed(2))
        for percent in (1, 2):
            self.running.get(timeout=PATIENCE).progress(percent)
        self.broker.will(Reply(200, RENEWED), Reply(200, {**RENEWED, "cancel_requested": True}), to="/heartbeat")
        worker._tell_all()
        worker._tell_all()
        self.assertEqual(len(self.broker.calls_to("/heartbeat")), 2)
        self.assertEqual([run.context.cancelled for run in worker._open_runs()], [False, True])


class StoppingTest(WorkerTestCase):
    def test_what_does_not_end_within_the_grace_is_given_back(self) -> None:
        self.broker.always("/release", Reply(200, {"status": "Pending"}))
        worker = self.worker(self.hold, grace=25)
        self.claim(worker, claimed())
        context = self.running.get(timeout=PATIENCE)
        context.checkpoint(5)
        self.broker.will(Reply(200, RENEWED), to="/heartbeat")
        worker._finish()
        self.assertEqual((context.reason, self.world.rests), ("stopping", [25, 1]))
        self.let_go.set()
        self.wait_until_idle(worker)
        self.assertEqual([call.target.rsplit("/")[-1] for call in self.broker.calls], ["claim", "heartbeat", "release"])
        self.assertEqual(self.broker.calls[-1].json, {"lease_token": "token1"})

    def test_a_handler_that_stops_since_the_worker_does_has_not_failed(self) -> None:
        self.broker.always("/release", Reply(200, {"status": "Pending"}))
        worker = self.worker(self.obey)
        self.claim(worker, claimed())
        self.running.get(timeout=PATIENCE).cancel("stopping")
        self.wait_until_idle(worker)
        self.assertEqual([call.target.rsplit("/")[-1] for call in self.broker.calls], ["claim", "release"])

    def test_an_idle_worker_does_not_wait(self) -> None:
        self.worker(self.hold)._finish()
        self.assertEqual(self.world.rests, [])

    def test_needs_a_handler_and_a_slot(self) -> None:
        with self.assertRaises(ValueError):
            Worker(self.broker.url).start()
        for concurrency in (0, 1001):
            with self.assertRaises(ValueError):
                Worker(self.broker.url, concurrency=concurrency)


class WholeWorkerTest(WorkerTestCase):
    """On all its threads, and in real time; nothing waits for time to pass."""

    def started(self, handler: Callable[[Context], Any], **options: Any) -> Worker:
        self.broker.always("/worker/w/heartbeat", Reply(200, {"leases": [], "drain": False, "stop": False}))
        self.broker.always("/release", Reply(200, {"status": "Pending"}))
        worker = Worker(self.broker.url, **{"name": "w", "concurrency": 1, **options})
        worker.add("echo", handler)
        worker.start()
        self.addCleanup(worker.join, PATIENCE)
        self.addCleanup(worker.stop)
        return worker

    def test_claims_runs_reports_and_claims_again(self) -> None:
        worker = self.started(lambda context: context.task.payload)
        for number in (1, 2):
            claim = self.broker.take()
            self.assertEqual(claim.target, "/task/claim")
            claim.reply(200, {"tasks": [claimed(number, payload=number)]})
            result = self.broker.take()
            self.assertEqual(result.json, {"lease_token": f"token{number}", "output": number})
            result.reply(200, {})
        last = self.broker.take()
        with self.assertRaisesRegex(RuntimeError, "once"):
            worker.start()
        worker.stop()
        last.drop()
        self.assertTrue(worker.join(PATIENCE))

    def test_a_task_that_comes_while_it_stops_is_given_back(self) -> None:
        worker = self.started(self.hold)
        claim = self.broker.take()
        worker.stop()
        claim.reply(200, {"tasks": [claimed()]})
        self.assertTrue(worker.join(PATIENCE))
        self.assertEqual(len(self.broker.calls_to("/release")), 1)

    def test_what_ends_within_the_grace_is_reported(self) -> None:
        worker = self.started(self.hold)
        self.broker.take().reply(200, {"tasks": [claimed()]})
        self.running.get(timeout=PATIENCE)
        worker.stop()
        self.let_go.set()
        self.broker.take().reply(200, {})
        self.assertTrue(worker.join(PATIENCE))
        self.assertEqual(self.results(), [{"lease_token": "token1", "output": "done"}])


class ProcessesTest(WorkerTestCase):
    def worker(self, handler: Callable[[Context], Any], **options: Any) -> Worker:
        worker = super().worker(handler, processes=True, **options)
        worker._prepare()
        self.addCleanup(worker._runner.close)
        return worker

    def test_handlers_run_in_children(self) -> None:
        worker = self.worker(handlers.process_id)
        self.claim(worker, claimed())
        result = self.broker.take()
        result.reply(200, {})
        self.assertNotEqual(result.json["output"], os.getpid())

    def test_a_hanging_handler_is_killed_and_reported(self) -> None:
        hanging = threading.Event()
        add = Notes.add

        def add_and_tell(notes: Notes, kind: str, value: Any) -> None:
            add(notes, kind, value)
            hanging.set()

        self.broker.always("/heartbeat", Reply(200, RENEWED))
        with mock.patch.object(Notes, "add", add_and_tell):
            worker = self.worker(handlers.hang, kill_after=5)
            self.claim(worker, claimed())
            self.assertTrue(hanging.wait(PATIENCE))
        self.beat(worker, {**RENEWED, "cancel_requested": True})
        self.assertEqual(worker._runner.kill_overdue(), 0)
        self.world.pass_time(5)
        self.assertEqual(worker._runner.kill_overdue(), 1)
        result = self.broker.take()
        result.reply(200, {})
        self.assertEqual(result.json["error"], "The handler did not stop within 5 s and was killed.")

    def test_a_task_is_given_back_when_no_child_comes_up(self) -> None:
        self.broker.always("/release", Reply(200, {"status": "Pending"}))
        worker = self.worker(handlers.vanish)
        self.broker.will(Reply(200, {}), to="/result")
        self.claim(worker, claimed(1))
        self.wait_until_idle(worker)
        with mock.patch("conduit_queue.processes._Child", side_effect=ChildStartError("no memory")):
            self.claim(worker, claimed(2))
            self.wait_until_idle(worker)
        self.assertEqual(self.broker.calls[-1].json, {"lease_token": "token2", "delay": 30.0})


class SignalsTest(WorkerTestCase):
    PROGRAM = """
import logging, sys, threading
from conduit_queue import Worker
logging.basicConfig(level=logging.INFO)
worker = Worker(sys.argv[1], name="w", concurrency=1)
worker.add("echo", lambda context: threading.Event().wait())
worker.run()
"""

    def program(self) -> "subprocess.Popen[str]":
        self.broker.always("/worker/w/heartbeat", Reply(200, {"leases": [], "drain": False, "stop": False}))
        paths = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
        command = [sys.executable, "-c", self.PROGRAM, self.broker.url]
        program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=paths)
        self.addCleanup(program.communicate)
        self.addCleanup(program.kill)
        return program

    def read_until(self, program: "subprocess.Popen[str]", word: str) -> None:
        assert program.stderr is not None
        self.assertTrue(any(word in line for line in program.stderr), word)

    def test_the_first_signal_stops_politely(self) -> None:
        program = self.program()
        claim = self.broker.take()
        program.send_signal(signal.SIGTERM)
        self.read_until(program, "stops")
        claim.drop()
        self.assertEqual(program.wait(PATIENCE), 0)

    def test_the_second_signal_ends_at_once(self) -> None:
        program = self.program()
        self.broker.take().reply(200, {"tasks": [claimed()]})
        program.send_signal(signal.SIGTERM)
        self.read_until(program, "stops")
        program.send_signal(signal.SIGINT)
        self.assertEqual(program.wait(PATIENCE), 128 + signal.SIGINT)


if __name__ == "__main__":
    unittest.main()
