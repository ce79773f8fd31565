// SPDX-License-Identifier: MIT
use std::any::{type_name, Any};
use std::error::Error as StdError;
use std::time::Duration;

use serde::Serialize;

use crate::json::Json;

/// How a handler ends without an output.
///
/// Any error becomes one by `?`: its text is the failure's, its type the class. The broker then tries the task again by its
/// retry curve, unless the failure says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "return it from the handler as an Err"]
pub struct Failure {
    error: String,
    class: Option<String>,
    stack: Option<String>,
    next: Next,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    ByTheCurve,
    Never,
    After(Duration),
    SnoozeFor(Duration),
}

impl Failure {
    /// An ordinary failure.
    pub fn new(error: impl Into<String>) -> Failure {
        Failure { error: error.into(), class: None, stack: None, next: Next::ByTheCurve }
    }

    /// No further attempt can help: the task is dead. Its class is `no_retry` unless another is given.
    pub fn no_retry(error: impl Into<String>) -> Failure {
        Failure { next: Next::Never, class: Some("no_retry".to_owned()), ..Failure::new(error) }
    }

    /// A failure whose next attempt is due after so long, at most 366 days.
    pub fn retry_in(rest: Duration, error: impl Into<String>) -> Failure {
        Failure { next: Next::After(rest), ..Failure::new(error) }
    }

    /// Neither done nor failed: run it again after so long, at most 366 days. Not counted as an attempt.
    pub fn snooze(rest: Duration) -> Failure {
        Failure { next: Next::SnoozeFor(rest), ..Failure::new("snoozed") }
    }

    /// What a handler returns that was told to stop; see [`Context::check`](super::Context::check).
    pub fn cancelled() -> Failure {
        Failure::new("cancelled").class("cancelled")
    }

    /// A word to sort failures by; a type's `non_retryable` may name it.
    pub fn class(mut self, class: impl Into<String>) -> Failure {
        self.class = Some(class.into());
        self
    }

    /// Where it happened, for people.
    pub fn stack(mut self, stack: impl Into<String>) -> Failure {
        self.stack = Some(stack.into());
        self
    }

    pub(crate) fn is_snooze(&self) -> bool {
        matches!(self.next, Next::SnoozeFor(_))
    }

    /// A panic says something only when it was given a text.
    pub(crate) fn from_panic(panic: &(dyn Any + Send)) -> Failure {
        let text = panic.downcast_ref::<&str>().map(|text| text.to_string());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
        Failure::new(text.unwrap_or_else(|| "the handler panicked".to_owned())).class("panic")
    }
}

/// Failure itself is no `std::error::Error`, so that this can take every one.
impl<E: StdError> From<E> for Failure {
    fn from(error: E) -> Failure {
        let causes = std::iter::successors(error.source(), |&cause| cause.source());
        let stack: Vec<_> = causes.map(|cause| format!("caused by: {cause}")).collect();
        let failure = Failure::new(error.to_string()).class(type_name::<E>());
        if stack.is_empty() {
            failure
        } else {
            failure.stack(stack.join("\n"))
        }
    }
}

/// What the broker is told about the end of an attempt.
#[derive(Default, Serialize)]
pub(crate) struct Report {
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    no_retry: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_in: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snooze: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_class: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stack: Option<String>,
}

impl Report {
    /// Reported instead of an output that the broker does not take, which it would not take the next time either.
    pub(crate) fn refused(why: &str) -> Report {
        Failure::no_retry(format!("The broker did not take the result: {why}")).class("result_refused").into()
    }
}

impl From<Result<Json, Failure>> for Report {
    fn from(outcome: Result<Json, Failure>) -> Report {
        match outcome {
            Ok(output) => Report { output: Some(output), ..Report::default() },
            Err(failure) => failure.into(),
        }
    }
}

impl From<Failure> for Report {
    fn from(failure: Failure) -> Report {
        if let Next::SnoozeFor(rest) = failure.next {
            return Report { snooze: Some(rest.as_secs_f64()), ..Report::default() };
        }
        Report {
            error: Some(failure.error),
            no_retry: (failure.next == Next::Never).then_some(true),
            retry_in: if let Next::After(rest) = failure.next { Some(rest.as_secs_f64()) } else { None },
            error_class: failure.class,
            stack: failure.stack,
            ..Report::default()
        }
    }
}
