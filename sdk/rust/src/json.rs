// SPDX-License-Identifier: MIT
use std::fmt;
use std::ops::Deref;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::{to_raw_value, RawValue};
use serde_json::Value;

use crate::error::{Error, Result};

/// JSON that keeps its exact text: `1.50` stays `1.50`, members keep their order, no digit is lost.
///
/// It reads like a [`Value`] (`task.payload["width"]`). Integers of up to 64 bits are exact there too; where a `Value` rounds
/// or sorts, [`text`](Json::text) has what was sent. Made from a `Value`, or from text with [`from_text`](Json::from_text).
#[derive(Clone)]
pub struct Json {
    value: Value,
    text: Box<RawValue>,
}

impl Json {
    /// Takes JSON text as it is. Fails (`invalid_argument`) when it is no JSON, is nested too deeply, or has a number beyond a
    /// double; the broker would refuse it, too.
    pub fn from_text(text: &str) -> Result<Json> {
        serde_json::from_str(text).map_err(|fault| Error::invalid(format!("This is no JSON: {fault}")))
    }

    /// The exact text.
    pub fn text(&self) -> &str {
        self.text.get()
    }

    /// Reads the exact text as a type of yours.
    pub fn parse<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_str(self.text())
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Json {
        let text = to_raw_value(&value).expect("a Value can always be written");
        Json { value, text }
    }
}

impl Default for Json {
    fn default() -> Json {
        Value::Null.into()
    }
}

impl Deref for Json {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.value
    }
}

/// Equal to the letter.
impl PartialEq for Json {
    fn eq(&self, other: &Json) -> bool {
        self.text() == other.text()
    }
}

impl PartialEq<Value> for Json {
    fn eq(&self, other: &Value) -> bool {
        self.value == *other
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.text())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.text())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Json, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        let value = serde_json::from_str(text.get()).map_err(D::Error::custom)?;
        Ok(Json { value, text })
    }
}
