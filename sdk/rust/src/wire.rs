// SPDX-License-Identifier: MIT
//! What travels. docs/api.md says what each member means; members that this version does not know are passed over.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::json::Json;

/// An enum of words that travel as text, and keeps those that it does not know.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($word:ident = $text:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        #[non_exhaustive]
        pub enum $name {
            $($word,)+
            /// A word of a later broker.
            Other(String),
        }

        impl $name {
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$word => $text,)+
                    $name::Other(word) => word,
                }
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> $name {
                match word.as_str() {
                    $($text => $name::$word,)+
                    _ => $name::Other(word),
                }
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> String {
                word.as_str().to_owned()
            }
        }

        impl Default for $name {
            fn default() -> $name {
                $name::Other(String::new())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// The original program's four words.
    Status { Pending = "Pending", Running = "Running", Completed = "Completed", Failed = "Failed" }
}

words! {
    /// Says more than [`Status`].
    State {
        Scheduled = "scheduled",
        Blocked = "blocked",
        Ready = "ready",
        Retrying = "retrying",
        Running = "running",
        Completed = "completed",
        Dead = "dead",
        Cancelled = "cancelled",
    }
}

/// A task as the broker shows it. Times are RFC 3339 texts of the broker's clock, durations are seconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Task {
    pub id: Uuid,
    pub task_type: String,
    /// Null in lists, which leave it out.
    #[serde(default)]
    pub payload: Json,
    pub status: Status,
    /// None until it has ended, and in lists.
    #[serde(default)]
    pub result: Option<TaskResult>,
    pub created_at: String,
    #[serde(default)]
    pub started_at: Option<String>,
    #[serde(default)]
    pub completed_at: Option<String>,
    #[serde(default)]
    pub state: State,
    #[serde(default)]
    pub queue: String,
    #[serde(default)]
    pub priority: i64,
    #[serde(default)]
    pub run_at: Option<String>,
    #[serde(default)]
    pub attempt: u64,
    #[serde(default)]
    pub max_attempts: u64,
    #[serde(default)]
    pub backoff: Value,
    #[serde(default)]
    pub retry_for: Option<f64>,
    #[serde(default)]
    pub uncharged: u64,
    #[serde(default)]
    pub timeout: f64,
    #[serde(default)]
    pub expires_at: Option<String>,
    #[serde(default)]
    pub worker: Option<String>,
    #[serde(default)]
    pub lease_expires_at: Option<String>,
    #[serde(default)]
    pub progress: Option<Progress>,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub meta: Option<Json>,
    #[serde(default)]
    pub unique_key: Option<String>,
    #[serde(default)]
    pub serial_key: Option<String>,
    /// What the client that enqueued it called itself in the header Conduit-Actor.
    #[serde(default)]
    pub enqueued_by: Option<String>,
    #[serde(default)]
    pub cancel_requested: bool,
    #[serde(default)]
    pub trashed_at: Option<String>,
    /// Why it does not run; only in answers about one task.
    #[serde(default)]
    pub waiting_for: Option<Vec<Waiting>>,
    #[serde(default)]
    pub version: u64,
    /// The last error; only in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Bytes; only in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload_size: Option<u64>,
    /// Bytes; only in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result_size: Option<u64>,
    /// What an earlier attempt left; only in claimed tasks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<Json>,
    /// The worker's business.
    #[serde(default, skip_serializing)]
    pub(crate) lease_token: Option<String>,
}

impl Task {
    /// Whether it is completed, dead or cancelled.
    pub fn has_ended(&self) -> bool {
        matches!(self.status, Status::Completed | Status::Failed)
    }

    /// The payload as the broker sent it, to the letter.
    pub fn payload_text(&self) -> &str {
        self.payload.text()
    }

    /// The output as the broker sent it, to the letter; None until the task has ended.
    pub fn output_text(&self) -> Option<&str> {
        self.result.as_ref().map(|result| result.output.text())
    }
}

/// How a task ended: with an error, or without one and with an output.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TaskResult {
    #[serde(default)]
    pub output: Json,
    #[serde(default)]
    pub error: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Progress {
    /// 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Json>,
}

/// One thing that keeps a task from running.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Waiting {
    pub reason: String,
    #[serde(default)]
    pub detail: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// A task to enqueue. What is None is up to the type, the queue and the broker.
///
/// ```
/// # use conduit_client::{json, NewTask};
/// let task = NewTask { queue: Some("mails".into()), delay: Some(1.5), ..NewTask::new("mail", json!({"to": "ada"})) };
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewTask {
    /// The client chooses one (UUID version 7) when it is None. Enqueueing the same id again is harmless.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    pub task_type: String,
    pub payload: Json,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// 0 to 9, higher runs sooner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<i64>,
    /// A time with its offset, `2026-11-25T11:00:00Z`. Not together with `delay`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_at: Option<String>,
    /// Seconds from now, up to ten years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay: Option<f64>,
    /// A time by which an attempt must have begun.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
    /// 1 to 1,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_attempts: Option<u64>,
    /// `{"kind": "fixed", "base": 60}` and the like: docs/task-lifecycle.md.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backoff: Option<Value>,
    /// Seconds since the first start, after which no attempt begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_for: Option<f64>,
    /// Seconds that an attempt may run; 0: no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_key: Option<String>,
    /// `"done"`, `"start"` or a number of seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_for: Option<Value>,
    /// `return`, `reject`, `replace` or `keep_last`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_conflict: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// An object of at most 4 KiB.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<Json>,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl NewTask {
    pub fn new(task_type: impl Into<String>, payload: impl Into<Json>) -> NewTask {
        NewTask { task_type: task_type.into(), payload: payload.into(), ..NewTask::default() }
    }
}

/// What to list. What is empty or None does not narrow the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListQuery {
    pub states: Vec<String>,
    pub statuses: Vec<String>,
    pub types: Vec<String>,
    pub queues: Vec<String>,
    /// A filter: docs/api.md, Filters.
    pub q: Option<String>,
    /// Deleted tasks instead of the others.
    pub trash: bool,
    /// Only what changed after this revision.
    pub changed_since: Option<u64>,
    /// `created`, `run_at`, `priority`, `started`, `completed` or `duration`; with `-` in front for falling.
    pub sort: Option<String>,
    /// Tasks on a page, 1 to 500.
    pub limit: Option<u64>,
    /// A cursor from [`TaskPage::next`].
    pub after: Option<String>,
    /// A cursor from [`TaskPage::prev`].
    pub before: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TaskPage {
    pub tasks: Vec<Task>,
    /// There is more behind this page as long as it is there, however short the page.
    #[serde(default)]
    pub next: Option<String>,
    #[serde(default)]
    pub prev: Option<String>,
    /// For the next `changed_since`.
    #[serde(default)]
    pub revision: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Attempt {
    pub number: u64,
    #[serde(default)]
    pub worker: Option<String>,
    #[serde(default)]
    pub started_at: Option<String>,
    #[serde(default)]
    pub ended_at: Option<String>,
    /// None while it runs.
    #[serde(default)]
    pub outcome: Option<String>,
    #[serde(default)]
    pub error: Option<String>,
    #[serde(default)]
    pub error_class: Option<String>,
    #[serde(default)]
    pub stack: Option<String>,
    #[serde(default)]
    pub exit_code: Option<i64>,
}

/// What payload a type takes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Schema {
    pub task_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// By name, in the order in which they were registered.
    #[serde(with = "in_order")]
    pub fields: Vec<(String, Field)>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Field {
    /// `string`, `number`, `boolean`, `object` or `array`.
    pub field_type: String,
    pub required: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<Json>,
}

/// A JSON object as a list, since a form shows the fields in their order.
mod in_order {
    use std::fmt;

    use serde::de::{MapAccess, Visitor};
    use serde::{Deserializer, Serializer};

    use super::Field;

    pub fn serialize<S: Serializer>(fields: &[(String, Field)], out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(fields.iter().map(|(name, field)| (name, field)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, Field)>, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Vec<(String, Field)>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object of fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(fields)
            }
        }

        from.deserialize_map(Fields)
    }
}

/// Percent-encodes one piece of a path or query.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            _ => encoded.extend(['%', hex_digit(byte >> 4), hex_digit(byte & 15)]),
        }
    }
    encoded
}

fn hex_digit(digit: u8) -> char {
    char::from(b"0123456789ABCDEF"[usize::from(digit)])
}

impl ListQuery {
    /// The path with its query. A comma between names stays one, a comma in a name is encoded.
    pub(crate) fn path(&self) -> String {
        let list = |names: &[String]| {
            let names: Vec<_> = names.iter().map(|name| encode(name)).collect();
            (!names.is_empty()).then(|| names.join(","))
        };
        let word = |word: &Option<String>| word.as_deref().map(encode);
        let number = |number: Option<u64>| number.map(|number| number.to_string());
        let parameters = [
            ("state", list(&self.states)),
            ("status", list(&self.statuses)),
            ("type", list(&self.types)),
            ("queue", list(&self.queues)),
            ("q", word(&self.q)),
            ("trash", self.trash.then(|| "true".to_owned())),
            ("changed_since", number(self.changed_since)),
            ("sort", word(&self.sort)),
            ("limit", number(self.limit)),
            ("after", word(&self.after)),
            ("before", word(&self.before)),
        ];
        let given = parameters.iter().filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?)));
        let given: Vec<_> = given.collect();
        if given.is_empty() {
            "/task".to_owned()
        } else {
            format!("/task?{}", given.join("&"))
        }
    }
}
