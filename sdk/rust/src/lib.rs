// SPDX-License-Identifier: MIT
//! Client and worker for Conduit, a durable task queue over HTTP.
//!
//! ```no_run
//! use conduit_client::{json, Client, NewTask, Worker};
//! use std::time::Duration;
//!
//! # fn enqueue() -> conduit_client::Result<()> {
//! let client = Client::new("http://127.0.0.1:8080");
//! let task = client.enqueue(NewTask::new("shout", json!({"text": "hello"})))?;
//! let ended = client.wait_for_result(&task.id, Duration::from_secs(60))?;
//! # Ok(()) }
//!
//! # fn work() -> conduit_client::Result<()> {
//! Worker::new(Client::from_env())
//!     .handle("shout", |context| {
//!         let text = context.task().payload["text"].as_str().unwrap_or("");
//!         Ok(json!({ "shouted": text.to_uppercase() }))
//!     })
//!     .run()
//! # }
//! ```
//!
//! [`Client`] has the calls, [`Worker`] runs tasks, [`TaskQueueClient`] has the calls of the original Rust SDK. What the
//! members of a [`Task`] mean stands in the project's docs/api.md.
#![forbid(unsafe_code)]

mod client;
mod error;
mod hang_up;
mod http;
mod json;
mod task_queue;
mod wire;
mod worker;
mod world;

#[cfg(test)]
mod tests;

pub use client::{Client, Tasks};
pub use error::{Error, Fault, Result};
pub use json::Json;
pub use serde_json::{json, Value};
pub use task_queue::{in_background, InBackground, TaskQueueClient};
pub use uuid::Uuid;
pub use wire::{
    Attempt, Field, ListQuery, NewTask, Progress, Schema, State, Status, Task, TaskPage, TaskResult, Waiting,
};
pub use worker::{CancelReason, Context, Failure, Level, Stopper, Worker};
