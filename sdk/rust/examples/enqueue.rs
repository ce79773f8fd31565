// SPDX-License-Identifier: MIT
//! Enqueues a task, waits for its end, and prints its output: `enqueue shout '{"text": "hello"}'`.

use std::error::Error;
use std::time::Duration;
use std::{env, process};

use conduit_client::{Client, Json, NewTask};

fn main() {
    if let Err(error) = run() {
        eprintln!("{error}");
        process::exit(1);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut words = env::args().skip(1);
    let task_type = words.next().ok_or("usage: enqueue TYPE [PAYLOAD]")?;
    let payload = Json::from_text(&words.next().unwrap_or_else(|| "null".to_owned()))?;

    let client = Client::from_env();
    let task = client.enqueue(NewTask::new(task_type, payload))?;
    eprintln!("enqueued {}", task.id);
    let ended = client.wait_for_result(&task.id, Duration::from_secs(600))?;
    match ended.result.as_ref().and_then(|result| result.error.as_deref()) {
        Some(error) => Err(error.into()),
        None => {
            println!("{}", ended.output_text().unwrap_or("null"));
            Ok(())
        }
    }
}
