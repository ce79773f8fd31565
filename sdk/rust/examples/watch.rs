// SPDX-License-Identifier: MIT
//! Shows how a task gets on, until it has ended: `watch ID`.

use std::error::Error;
use std::time::Duration;
use std::{env, process};

use conduit_client::{Client, Task, Uuid};

fn main() {
    if let Err(error) = run() {
        eprintln!("{error}");
        process::exit(1);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let id: Uuid = env::args().nth(1).ok_or("usage: watch ID")?.parse()?;
    let client = Client::from_env();
    let mut shown = String::new();
    loop {
        let ended = match client.wait_for_result(&id, Duration::from_secs(1)) {
            Ok(task) => Some(task),
            Err(error) if error.code == "timeout" => None,
            Err(error) => return Err(error.into()),
        };
        let line = line_of(&ended.clone().map_or_else(|| client.get(&id), Ok)?);
        if line != shown {
            println!("{line}");
            shown = line;
        }
        if ended.is_some() {
            return Ok(());
        }
    }
}

fn line_of(task: &Task) -> String {
    let mut words = vec![format!("{}, attempt {}", task.state, task.attempt)];
    if let Some(progress) = &task.progress {
        let message = progress.message.as_deref().unwrap_or("");
        words.push(format!("{:.0} % {message}", progress.percent.unwrap_or(0.0)));
    }
    for waiting in task.waiting_for.iter().flatten() {
        words.push(format!("waits: {} {}", waiting.reason, waiting.detail.as_deref().unwrap_or("")));
    }
    if let Some(result) = &task.result {
        words.push(result.error.clone().unwrap_or_else(|| result.output.to_string()));
    }
    words.join(", ")
}
