# SPDX-License-Identifier: MIT
"""Client and worker of the task queue Conduit."""

from .aio import AsyncClient
from .calls import ListOptions, new_task_id, NewTask, TaskOptions
from .client import Client
from .context import Context
from .errors import Cancelled, ConduitError, NoRetry, RetryIn, Snooze
from .json_text import JsonText
from .task import Attempt, Task, TaskPage
from .wire import VERSION
from .worker import Worker

__version__ = VERSION
__all__ = [
    "AsyncClient",
    "Attempt",
    "Cancelled",
    "Client",
    "ConduitError",
    "Context",
    "JsonText",
    "ListOptions",
    "NewTask",
    "NoRetry",
    "RetryIn",
    "Snooze",
    "Task",
    "TaskOptions",
    "TaskPage",
    "Worker",
    "new_task_id",
]
