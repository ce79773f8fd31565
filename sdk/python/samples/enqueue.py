#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Enqueues a task and waits for its end: enqueue.py [TYPE [PAYLOAD]], such as: enqueue.py shout '{"text": "hello"}'"""

import sys

from conduit_queue import Client, ConduitError, JsonText


def main() -> int:
    task_type = sys.argv[1] if len(sys.argv) > 1 else "shout"
    payload = JsonText(sys.argv[2]) if len(sys.argv) > 2 else {"text": "hello"}
    try:
        with Client() as client:
            task = client.enqueue(task_type, payload)
            print("enqueued", task.id, file=sys.stderr)
            task = client.wait_for_result(task.id, timeout=60)
    except ConduitError as error:
        print(error, file=sys.stderr)
        for fault in error.details:
            print(fault["pointer"], fault["message"], file=sys.stderr)
        return 1
    print(task.output_text if task.status == "Completed" else f"{task.state}: {task.error}")
    return 0 if task.status == "Completed" else 1


if __name__ == "__main__":
    sys.exit(main())
