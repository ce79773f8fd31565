// SPDX-License-Identifier: MIT
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::desk::Desk;
use super::failure::Failure;
use super::notes::{Level, Notes};
use crate::json::Json;
use crate::wire::{Progress, Task};

/// Why a handler should stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CancelReason {
    /// The task was cancelled, or its attempt has lasted too long.
    Requested,
    /// The task is not this worker's any more; whatever the handler returns is dropped.
    LeaseLost,
    /// The worker stops and has given the task back; whatever the handler returns is dropped.
    Stopping,
}

/// What a handler gets: its task, and the broker's ear. It may be shared with threads of the handler.
///
/// What is told goes out at most once a second, and before the result; nothing here waits for the broker.
#[derive(Clone)]
pub struct Context {
    task: Arc<Task>,
    token: Arc<str>,
    desk: Arc<Desk>,
}

impl Context {
    pub(crate) fn new(task: Task, token: Arc<str>, desk: Arc<Desk>) -> Context {
        Context { task: Arc::new(task), token, desk }
    }

    /// The task as it was claimed, with its `attempt` and the `checkpoint` of an earlier one.
    pub fn task(&self) -> &Task {
        &self.task
    }

    /// Tells how far it is: 0 to 100 percent, a message of up to 256 characters, and data of up to 16 KiB. The latest counts.
    pub fn progress(&self, percent: f64, message: &str, data: Option<Value>) {
        let progress = Progress {
            percent: Some(percent.clamp(0.0, 100.0)),
            message: Some(cut(message, 256)),
            data: data.map(Json::from),
        };
        self.note(|notes| notes.progress = Some(progress));
    }

    /// Adds a line to the task's log.
    pub fn log(&self, level: Level, message: impl Into<String>) {
        self.note(|notes| notes.add_line(level, message.into()));
    }

    /// Keeps a value of up to 64 KiB for the next attempt, if there is one. The latest counts.
    pub fn checkpoint(&self, value: impl Into<Json>) {
        self.note(|notes| notes.checkpoint = Some(value.into()));
    }

    /// Whether the handler should stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancel_reason().is_some()
    }

    pub fn cancel_reason(&self) -> Option<CancelReason> {
        self.desk.lock().runs.get(&self.token).and_then(|run| run.cancel)
    }

    /// For loops: `context.check()?` leaves the handler once it should stop.
    pub fn check(&self) -> Result<(), Failure> {
        if self.is_cancelled() {
            Err(Failure::cancelled())
        } else {
            Ok(())
        }
    }

    /// Sleeps until the handler should stop, or the time is over; true when it should stop.
    pub fn wait_cancelled(&self, timeout: Duration) -> bool {
        let end = self.desk.now() + timeout;
        let mut state = self.desk.lock();
        loop {
            let run = state.runs.get(&self.token);
            if run.map_or(true, |run| run.cancel.is_some()) {
                return run.is_some();
            }
            if self.desk.now() >= end {
                return false;
            }
            state = self.desk.wait(state, Some(end));
        }
    }

    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    fn note(&self, write: impl FnOnce(&mut Notes)) {
        self.desk.change(|state| {
            if let Some(run) = state.runs.get_mut(&self.token) {
                write(&mut run.notes);
            }
        });
    }
}

/// The broker counts UTF-16 units, and would refuse the whole note.
fn cut(text: &str, units: usize) -> String {
    let mut room = units;
    text.chars()
        .take_while(|character| {
            let fits = character.len_utf16() <= room;
            room = room.saturating_sub(character.len_utf16());
            fits
        })
        .collect()
}
