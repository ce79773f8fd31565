// SPDX-License-Identifier: MIT
use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub type Result<T> = std::result::Result<T, Error>;

/// Why a call failed. Programs look at `code`; `message` is for people.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Error {
    /// The HTTP status; 0 when no answer came.
    pub status: u16,
    /// The broker's word, such as `schema_mismatch`. This crate adds `unreachable` and `timeout` (no answer came),
    /// `invalid_argument` with status 0 (nothing was sent), `http_error` (an answer without the broker's words, such as a
    /// proxy's page) and `malformed_answer` (a success that cannot be understood).
    pub code: String,
    pub message: String,
    /// The faults of a payload or filter.
    pub details: Vec<Fault>,
    /// How long the broker asks to wait before the next try.
    pub retry_after: Option<Duration>,
}

/// One fault of a payload, or of a parameter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Fault {
    /// A JSON pointer into the payload, or the parameter's name.
    pub pointer: String,
    /// The rule that was broken, such as `required`.
    pub keyword: String,
    pub message: String,
    /// Where in the filter, in UTF-16 units from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
}

impl Error {
    pub(crate) fn new(code: &str, message: impl Into<String>) -> Error {
        Error { status: 0, code: code.to_owned(), message: message.into(), details: Vec::new(), retry_after: None }
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Error {
        Error::new("invalid_argument", message)
    }

    /// What an answer says that is no success. Its body may be anything: a proxy answers in HTML, or with nothing.
    pub(crate) fn from_answer(status: u16, retry_after: Option<Duration>, body: &[u8]) -> Error {
        let answer: Value = serde_json::from_slice(body).unwrap_or_default();
        let said = &answer["error"];
        let error = match (said["code"].as_str(), said["message"].as_str()) {
            (Some(code), message) => Error::new(code, message.unwrap_or(code)),
            (None, _) => Error::new(
                "http_error",
                format!(
                    "HTTP status {status} without the broker's words. Is this the broker's address, \
                     and does the proxy before it reach it?"
                ),
            ),
        };
        let faults = said["details"].as_array().cloned().unwrap_or_default();
        let details = faults.into_iter().filter_map(|fault| serde_json::from_value(fault).ok());
        Error { status, details: details.collect(), retry_after, ..error }
    }

    /// Whether the same request may succeed a moment later.
    pub(crate) fn is_passing(&self) -> bool {
        self.code == "unreachable" || matches!(self.status, 429 | 502 | 503 | 504)
    }

    /// Whether it says nothing about this request: later, or with another token, the same may be taken.
    pub(crate) fn is_for_now(&self) -> bool {
        self.status == 0 || self.status >= 500 || matches!(self.status, 401 | 403 | 408 | 429)
    }

    /// Whether the broker will never want a word about this attempt again.
    pub(crate) fn is_gone(&self) -> bool {
        matches!(self.status, 404 | 409)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({}", self.message, self.code)?;
        if self.status != 0 {
            write!(out, ", HTTP {}", self.status)?;
        }
        out.write_str(")")?;
        for fault in &self.details {
            write!(out, "\n  {}: {}", fault.pointer, fault.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
