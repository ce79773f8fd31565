// SPDX-License-Identifier: MIT
use std::fs;
use std::time::Duration;

use serde_json::json;

use crate::wire::{encode, ListQuery, NewTask, Schema, State, Status, Task, TaskPage};
use crate::world::time_text;
use crate::{Error, Json};

/// An example answer of the project's contract.
fn vector(name: &str) -> String {
    fs::read_to_string(format!("{}/../contract/vectors/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn times_are_written_as_the_contract_has_them() {
    let text = |seconds: u64, millis: u64| time_text(Duration::from_millis(1_000 * seconds + millis));
    assert_eq!(text(0, 0), "1970-01-01T00:00:00.000Z");
    assert_eq!(text(951_782_399, 7), "2000-02-28T23:59:59.007Z");
    assert_eq!(text(951_782_400, 0), "2000-02-29T00:00:00.000Z");
    assert_eq!(text(951_868_800, 0), "2000-03-01T00:00:00.000Z");
    assert_eq!(text(1_700_000_000, 0), "2023-11-14T22:13:20.000Z");
    assert_eq!(text(1_735_689_599, 999), "2024-12-31T23:59:59.999Z");
    assert_eq!(text(4_107_542_400, 0), "2100-03-01T00:00:00.000Z");
}

#[test]
fn the_contracts_answers_are_understood() {
    let original: Task = serde_json::from_str(&vector("task_original")).unwrap();
    assert_eq!(original.state, State::Other(String::new()));
    let task: Task = serde_json::from_str(&vector("task")).unwrap();
    assert_eq!(task.enqueued_by.as_deref(), Some("console anna@atlas"));
    assert_eq!(original.enqueued_by, None);
    serde_json::from_str::<TaskPage>(&vector("task_page")).unwrap();
    let error = Error::from_answer(422, None, vector("error_schema_mismatch").as_bytes());
    assert_eq!(error.code, "schema_mismatch");
    assert!(error.details[0].pointer.starts_with('/'));
}

#[test]
fn a_schema_keeps_the_order_of_its_fields_and_the_text_of_its_examples() {
    let text = vector("schema");
    let schema: Schema = serde_json::from_str(&text).unwrap();
    let names: Vec<_> = schema.fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["image", "a \"quoted\" name"]);
    let compact: String = serde_json::to_string(&schema).unwrap();
    assert!(compact.ends_with(r#""example":1.50}}}"#), "{compact}");
}

#[test]
fn words_of_a_later_broker_are_kept_and_members_passed_over() {
    let text = super::broker::task(json!({"state": "napping", "status": "Later", "mood": 7})).to_string();
    let task: Task = serde_json::from_str(&text).unwrap();
    assert_eq!(task.state, State::Other("napping".to_owned()));
    assert_eq!(task.status, Status::Other("Later".to_owned()));
    assert!(!task.has_ended());
    assert_eq!(serde_json::to_value(&task).unwrap()["state"], "napping");
}

#[test]
fn numbers_keep_every_digit() {
    let text = r#"{"z":18446744073709551615,"a":-9223372036854775808,"price":1.50,"long":0.1000000000000000055511151}"#;
    let json = Json::from_text(text).unwrap();
    assert_eq!(json.text(), text);
    assert_eq!(json["z"].as_u64(), Some(u64::MAX));
    assert_eq!(json["a"].as_i64(), Some(i64::MIN));
    assert_eq!(serde_json::to_string(&json).unwrap(), text);
    assert_eq!(Json::from_text("{").unwrap_err().code, "invalid_argument");
}

#[test]
fn a_new_task_says_only_what_it_was_told() {
    let task = NewTask { priority: Some(7), ..NewTask::new("mail", Json::from_text("1.50").unwrap()) };
    assert_eq!(serde_json::to_string(&task).unwrap(), r#"{"task_type":"mail","payload":1.50,"priority":7}"#);
    let read: NewTask = serde_json::from_str(r#"{"task_type":"mail","payload":1.50,"priority":7,"mood":[2]}"#).unwrap();
    assert_eq!(read.payload.text(), "1.50");
    assert_eq!(read.more["mood"], json!([2]));
}

#[test]
fn names_in_queries_are_encoded_and_the_commas_between_them_are_not() {
    let query = ListQuery {
        states: vec!["ready".into(), "dead".into()],
        types: vec!["a,b".into(), "50% ö".into()],
        q: Some("error:\"disk full\" a+b".into()),
        trash: true,
        limit: Some(2),
        ..ListQuery::default()
    };
    assert_eq!(
        query.path(),
        "/task?state=ready,dead&type=a%2Cb,50%25%20%C3%B6&q=error%3A%22disk%20full%22%20a%2Bb&trash=true&limit=2"
    );
    assert_eq!(encode("img/resize 50%"), "img%2Fresize%2050%25");
}
