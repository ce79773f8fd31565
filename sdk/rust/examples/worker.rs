// SPDX-License-Identifier: MIT
//! Shouts, and counts slowly. SIGTERM or Ctrl+C stops it gracefully, a second one at once.

use std::error::Error;
use std::time::Duration;
use std::{process, thread};

use conduit_client::{json, Client, Context, Failure, Level, Value, Worker};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

fn main() -> Result<(), Box<dyn Error>> {
    let worker = Worker::new(Client::from_env())
        .schema(json!({
            "task_type": "shout",
            "description": "Says it in capitals",
            "fields": {"text": {"field_type": "string", "required": true, "example": "hello"}},
        }))
        .handle("shout", shout)
        .handle("count", count);

    let stopper = worker.stopper();
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    thread::spawn(move || {
        for (number, _) in signals.forever().enumerate() {
            if number > 0 {
                process::exit(1);
            }
            stopper.stop();
        }
    });
    worker.run()?;
    Ok(())
}

fn shout(context: &Context) -> Result<Value, Failure> {
    let text = context.task().payload["text"].as_str().ok_or_else(|| Failure::no_retry("there is no text"))?;
    Ok(json!({ "shouted": text.to_uppercase() }))
}

/// Counts to `to`, one a second; goes on where an earlier attempt was interrupted.
fn count(context: &Context) -> Result<Value, Failure> {
    let to = context.task().payload["to"].as_u64().unwrap_or(10);
    let begun = context.task().checkpoint.as_ref().and_then(|page| page.as_u64()).unwrap_or(0);
    for number in begun + 1..=to {
        if context.wait_cancelled(Duration::from_secs(1)) {
            return Err(Failure::cancelled());
        }
        context.progress(100.0 * number as f64 / to as f64, &format!("{number} of {to}"), None);
        context.log(Level::Info, format!("counted {number}"));
        context.checkpoint(json!(number));
    }
    Ok(json!({ "counted": to }))
}
