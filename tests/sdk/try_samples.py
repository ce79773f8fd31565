#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""The samples of one SDK with a real broker, and the worker with which its README begins."""

import argparse
import contextlib
import json
from typing import Callable

from programs import Broker, first_block, Program

HELLO = '{"text": "hello"}'
SHOUTED = {"shouted": "HELLO"}
ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
README_LINES_MAX = 10

Start = Callable[..., Program]


def a_task_is_enqueued_run_and_watched_to_its_end(sample: Start, _: Start) -> None:
    enqueue = sample("enqueue", "shout", HELLO)
    watch = sample("watch", enqueue.line(ID)[0])
    watch.line("ready")
    sample("worker")
    watch.line("completed")
    watch.end()
    assert json.loads(enqueue.end()) == SHOUTED, enqueue.lines
    # By now the broker has the worker's schema.
    refused = sample("enqueue", "shout", "{}")
    refused.end(status=1)
    assert any("text" in line for line in refused.lines), refused.lines


def a_worker_that_is_terminated_finishes_its_task(sample: Start, _: Start) -> None:
    worker = sample("worker")
    enqueue = sample("enqueue", "count", '{"to": 2}')
    watch = sample("watch", enqueue.line(ID)[0])
    watch.line("running|completed")
    worker.terminate()
    worker.end()
    assert json.loads(enqueue.end()) == {"counted": 2}, enqueue.lines
    watch.end()


def an_idle_worker_that_is_terminated_ends(sample: Start, _: Start) -> None:
    worker = sample("worker")
    sample("enqueue", "shout", HELLO).end()
    worker.terminate()
    worker.end()


def the_readme_begins_with_a_worker(sample: Start, readme_worker: Start) -> None:
    readme_worker()
    enqueue = sample("enqueue", "shout", HELLO)
    assert json.loads(enqueue.end()) == SHOUTED, enqueue.lines


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--broker", required=True, help="the program")
    parser.add_argument("--sample", required=True, help="the command that starts a sample; {} stands for its name")
    parser.add_argument("--readme", required=True, help="the SDK's")
    parser.add_argument("--readme-worker", required=True, help="the command that starts the worker in it")
    parser.add_argument("--readme-file", help="where that command wants the worker, if it has not been built from the README")
    choice = parser.parse_args()

    block = first_block(choice.readme)
    assert block.count("\n") <= README_LINES_MAX, f"the first block of {choice.readme} is longer than {README_LINES_MAX} lines"
    if choice.readme_file:
        with open(choice.readme_file, "w", encoding="utf-8") as file:
            file.write(block)

    for test in (
        a_task_is_enqueued_run_and_watched_to_its_end,
        a_worker_that_is_terminated_finishes_its_task,
        an_idle_worker_that_is_terminated_ends,
        the_readme_begins_with_a_worker,
    ):
        print(test.__name__, flush=True)
        with contextlib.ExitStack() as stack:
            where = {"CONDUIT_URL": stack.enter_context(Broker(choice.broker)).url}
            test(
                lambda name, *words: stack.enter_context(Program(choice.sample.replace("{}", name), *words, env=where)),
                lambda: stack.enter_context(Program(choice.readme_worker, env=where)),
            )


if __name__ == "__main__":
    main()
