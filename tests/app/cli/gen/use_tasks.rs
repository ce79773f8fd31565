// SPDX-License-Identifier: GPL-3.0-only
//! Enqueues with what `conduit gen rust` wrote.
use conduit_client::{json, Client, NewTask, Result};

#[deny(warnings)]
#[allow(dead_code)]
mod tasks;

use tasks::*;

fn main() -> Result<()> {
    let client = Client::from_env();
    let large = ResizePayload {
        width: Some(12345678901234567890u64.into()),
        ..ResizePayload::new("x", vec![1.into(), "two".into(), json!(null)])
    };
    enqueue_resize(&client, &large, NewTask { priority: Some(7), ..NewTask::default() })?;
    let task = enqueue_resize(&client, &ResizePayload::new("y", vec![]), NewTask::default())?;
    assert_eq!(task.payload.parse::<ResizePayload>().unwrap(), ResizePayload::new("y", vec![]));
    enqueue_ping(&client, &json!([1.5]).into(), NewTask::default())?;
    let one_and_a_half = serde_json::Number::from_f64(1.5).unwrap();
    let hostile = N1U6f22GroU00dfEPayload {
        new_line_end: Some("n".to_owned()),
        ..N1U6f22GroU00dfEPayload::new("q", one_and_a_half, true)
    };
    enqueue_n_1_u6f22_gro_u00df_e(&client, &hostile, NewTask::default())?;
    enqueue_class(&client, &ClassPayload::new("a", "b", "c", "d", "e"), NewTask::default())?;
    Ok(())
}
