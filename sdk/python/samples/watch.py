#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Follows one task to its end, or every change: watch.py [ID]"""

import sys
import time

from conduit_queue import Client, ConduitError, Task


def line_of(task: Task) -> str:
    percent = (task.progress or {}).get("percent")
    return " ".join((task.id, task.task_type, task.state, "" if percent is None else f"{percent:g} %", task.error or ""))


def watch_task(client: Client, task_id: str) -> None:
    shown = ""
    while True:
        try:
            task = client.wait_for_result(task_id, timeout=1)
        except ConduitError as error:
            if error.code != "timeout":
                raise
            task = client.get(task_id)
        if line_of(task) != shown:
            shown = line_of(task)
            print(shown, flush=True)
        if task.has_ended:
            return


def watch_all(client: Client) -> None:
    revision = client.list(limit=1).revision
    while True:
        page = client.list(changed_since=revision, sort="created", limit=500)
        seen = page.revision  # what changes while the pages are read comes next time
        while True:
            for task in page.tasks:
                print(line_of(task), flush=True)
            if page.next is None:
                break
            page = client.list(changed_since=revision, sort="created", limit=500, after=page.next)
        revision = seen
        time.sleep(1)


def main() -> int:
    try:
        with Client() as client:
            if len(sys.argv) > 1:
                watch_task(client, sys.argv[1])
            else:
                watch_all(client)
    except ConduitError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
