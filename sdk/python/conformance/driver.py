#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Lets the conformance suite use this SDK: a command a line on stdin, answers and events a line on stdout."""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from collections import defaultdict
from pathlib import Path
from typing import Any, Callable, DefaultDict, Dict, Optional
from urllib.parse import unquote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import conduit_queue
from conduit_queue import Client, ConduitError, Context, JsonText, NoRetry, RetryIn, Snooze, Worker

Members = Dict[str, Any]


class Driver:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._client: Optional[Client] = None
        self._worker: Optional[Worker] = None
        self._let_go: DefaultDict[str, threading.Event] = defaultdict(threading.Event)

    def say(self, **members: Any) -> None:
        # In one write: an unbuffered print() writes the line's end by itself, and what the log says may come before it.
        with self._lock:
            sys.stdout.write(json.dumps(members) + "\n")
            sys.stdout.flush()

    def take(self, command: Members) -> None:
        try:
            self.say(call=command["call"], ok=getattr(self, "do_" + command["do"])(command))
        except ConduitError as error:
            said: Members = {name: getattr(error, name) for name in ("status", "code", "message", "details", "retry_after")}
            self.say(call=command["call"], error=said)
        except Exception as fault:  # the suite must hear of each
            logging.exception("call %s", command["call"])
            said = {"status": 0, "code": "fault", "message": repr(fault), "details": [], "retry_after": None}
            self.say(call=command["call"], error=said)

    # The client

    @property
    def client(self) -> Client:
        assert self._client is not None, "configure comes first"
        return self._client

    def do_configure(self, command: Members) -> Members:
        options = _some(command, "token", "timeout", "repeat")
        self._client = Client(command["url"], **options)
        return {"sdk": "python", "version": conduit_queue.__version__}

    def do_enqueue(self, command: Members) -> Any:
        return self.client.enqueue(command["task_type"], _payload(command), **_options(command)).raw

    def do_batch(self, command: Members) -> Any:
        def new_task(each: Members) -> Any:
            return {**_options(each), "task_type": each["task_type"], "payload": _payload(each)}

        return [task.raw for task in self.client.batch(new_task(each) for each in command["tasks"])]

    def do_get(self, command: Members) -> Any:
        task = self.client.get(command["id"])
        return {"payload_text": task.payload_text, "output_text": task.output_text} if command.get("text") else task.raw

    def do_wait(self, command: Members) -> Any:
        return self.client.wait_for_result(command["id"], command["timeout"]).raw

    def do_list(self, command: Members) -> Members:
        options: Members = dict(command.get("params") or {})
        for name in ("type", "queue"):  # as a query has them: parted at commas, then decoded
            if isinstance(options.get(name), str):
                options[name] = [unquote(each) for each in options[name].split(",")]
        if command.get("all"):
            return {"tasks": [task.raw for task in self.client.list_all(**options)]}
        page = self.client.list(**options)
        return {"tasks": [task.raw for task in page.tasks], "next": page.next, "prev": page.prev, "revision": page.revision}

    def do_cancel(self, command: Members) -> Any:
        return self.client.cancel(command["id"], command.get("reason")).raw

    def do_retry(self, command: Members) -> Any:
        return self.client.retry(command["id"]).raw

    def do_types(self, command: Members) -> Any:
        return self.client.types()

    def do_schema(self, command: Members) -> Any:
        return self.client.schema(command["task_type"])

    def do_set_schema(self, command: Members) -> Any:
        return self.client.set_schema(command["schema"])

    def do_attempts(self, command: Members) -> Any:
        return [attempt.raw for attempt in self.client.attempts(command["id"])]

    # The worker

    def do_worker_start(self, command: Members) -> Members:
        worker = Worker(command["url"], **_some(command, "token", "name", "concurrency", "lease", "grace", "queues"))
        schemas: Members = command.get("schemas") or {}
        for task_type, behaviour in command["handlers"].items():
            worker.add(task_type, self._handler(behaviour), schemas.get(task_type))
        worker.start()
        self._worker = worker

        def tell_end() -> None:
            worker.join()
            self.say(event="worker_ended")

        threading.Thread(target=tell_end, daemon=True).start()
        return {}

    def do_worker_stop(self, command: Members) -> Members:
        assert self._worker is not None, "worker_start comes first"
        self._worker.stop()
        self._worker.join()
        return {}

    def do_let_go(self, command: Members) -> Members:
        self._let_go[command["task"]].set()
        return {}

    def _handler(self, behaviour: Members) -> Callable[[Context], Any]:
        def handle(context: Context) -> Any:
            task = context.task
            self.say(event="started", task=task.id, type=task.task_type, attempt=task.attempt, checkpoint=task.checkpoint)
            try:
                _tell(context, behaviour.get("tell") or {})
                return self._behave(context, behaviour)
            finally:
                self.say(event="ended", task=task.id)

        return handle

    def _behave(self, context: Context, behaviour: Members) -> Any:
        deed = behaviour["do"]
        if deed == "return":
            return behaviour["value"] if "value" in behaviour else JsonText(context.task.payload_text)
        if deed == "fail":
            raise RuntimeError(behaviour["message"])
        if deed == "no_retry":
            raise NoRetry(behaviour["message"])
        if deed == "retry_in":
            raise RetryIn(behaviour["seconds"], behaviour.get("message") or "")
        if deed == "snooze":
            raise Snooze(behaviour["seconds"])
        if deed == "hold":
            self._hold(context)
        elif deed == "stubborn":
            self._let_go[context.task.id].wait()
        else:
            raise ValueError(f"there is no behaviour {deed!r}")
        return JsonText(context.task.payload_text)

    def _hold(self, context: Context) -> None:
        let_go = self._let_go[context.task.id]
        may_end = threading.Event()
        context.on_cancel(may_end.set)
        threading.Thread(target=lambda: let_go.wait() and may_end.set(), daemon=True).start()
        may_end.wait()
        if not let_go.is_set():
            self.say(event="cancelled", task=context.task.id)
            context.raise_if_cancelled()


def _some(command: Members, *names: str) -> Members:
    return {name: command[name] for name in names if command.get(name) is not None}


def _options(command: Members) -> Members:
    return command.get("options") or {}


def _payload(command: Members) -> Any:
    return JsonText(command["payload_text"]) if "payload_text" in command else command.get("payload")


def _tell(context: Context, what: Members) -> None:
    if "progress" in what:
        context.progress(what["progress"].get("percent"), what["progress"].get("message"))
    for line in what.get("log", []):
        context.log("info", line)
    if "checkpoint" in what:
        context.checkpoint(what["checkpoint"])


def main() -> None:
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    driver = Driver()
    for line in sys.stdin:
        command = json.loads(line)
        if command["do"] == "configure":  # the next one may need it already
            driver.take(command)
        else:
            threading.Thread(target=driver.take, args=(command,), daemon=True).start()
    os._exit(0)  # at once, whatever is still going on


if __name__ == "__main__":
    main()
