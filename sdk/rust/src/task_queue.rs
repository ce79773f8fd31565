// SPDX-License-Identifier: MIT
use std::future::Future;
use std::panic::{catch_unwind, resume_unwind, AssertUnwindSafe};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;

use serde_json::Value;
use uuid::Uuid;

use crate::client::Client;
use crate::error::Result;
use crate::wire::{NewTask, Task};

/// The calls of the original Rust SDK, for programs that were written for it. They need no particular async runtime.
#[derive(Clone)]
pub struct TaskQueueClient {
    client: Client,
}

impl TaskQueueClient {
    pub fn new(base_url: impl Into<String>) -> TaskQueueClient {
        Client::new(base_url).into()
    }

    pub async fn create_task(&self, task_type: &str, payload: Value) -> Result<Task> {
        let client = self.client.clone();
        let task = NewTask::new(task_type, payload);
        in_background(move || client.enqueue(task)).await
    }

    pub async fn get_task(&self, id: &Uuid) -> Result<Task> {
        let client = self.client.clone();
        let id = *id;
        in_background(move || client.get(&id)).await
    }
}

impl From<Client> for TaskQueueClient {
    fn from(client: Client) -> TaskQueueClient {
        TaskQueueClient { client }
    }
}

/// Runs a blocking call on a thread of its own, for async programs of any runtime:
/// `in_background(move || client.wait_for_result(&id, timeout)).await`.
///
/// The call begins at once. It goes on when the future is dropped; then nobody gets its answer.
pub fn in_background<T: Send + 'static>(call: impl FnOnce() -> T + Send + 'static) -> InBackground<T> {
    let slot = Arc::new(Mutex::new(Slot { outcome: None, waker: None }));
    let theirs = slot.clone();
    thread::spawn(move || {
        let outcome = catch_unwind(AssertUnwindSafe(call));
        let mut slot = open(&theirs);
        slot.outcome = Some(outcome);
        if let Some(waker) = slot.waker.take() {
            waker.wake();
        }
    });
    InBackground { slot }
}

/// What [`in_background`] returns.
#[must_use = "without .await nobody gets the answer"]
pub struct InBackground<T> {
    slot: Arc<Mutex<Slot<T>>>,
}

struct Slot<T> {
    outcome: Option<thread::Result<T>>,
    waker: Option<Waker>,
}

fn open<T>(slot: &Mutex<Slot<T>>) -> MutexGuard<'_, Slot<T>> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T> Future for InBackground<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let mut slot = open(&self.slot);
        match slot.outcome.take() {
            Some(Ok(value)) => Poll::Ready(value),
            Some(Err(panic)) => resume_unwind(panic),
            None => {
                slot.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
