// SPDX-License-Identifier: MIT
use std::mem::take;
#[cfg(unix)]
use std::os::unix::io::{IntoRawFd, RawFd};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use curl::easy::{Easy2, Handler, List, WriteError};
#[cfg(unix)]
use socket2::Socket;

use crate::error::{Error, Result};
use crate::hang_up::HangUp;

/// Kept connections; more than that many calls at once open new ones.
const IDLE_MAX: usize = 16;

pub(crate) struct Request<'a> {
    pub method: &'static str,
    pub url: &'a str,
    /// Whole lines, `Name: value`.
    pub headers: Vec<String>,
    pub body: Option<&'a str>,
    pub timeout: Duration,
    /// Over a connection of its own: over a kept one that turns out to be closed libcurl would send it a second time.
    pub once: bool,
    /// Whom to trust, instead of the system's authorities.
    pub ca_file: Option<&'a Path>,
    /// Ends it from another thread. Needs `once`, to know the connection.
    pub hang_up: Option<Arc<HangUp>>,
}

#[derive(Default)]
pub(crate) struct Answer {
    pub status: u16,
    pub retry_after: Option<Duration>,
    pub body: Vec<u8>,
}

/// One request, one answer, over kept connections. Any number of threads may use it.
#[derive(Default)]
pub(crate) struct Http {
    idle: Mutex<Vec<Easy2<Exchange>>>,
}

impl Http {
    /// Fails only when no answer came: `unreachable`, `timeout` or `aborted`.
    pub(crate) fn send(&self, request: &Request) -> Result<Answer> {
        if request.hang_up.as_ref().map_or(false, |hang_up| hang_up.is_asked()) {
            return Err(Error::new("aborted", "Nobody waits for an answer any more, so nothing was sent."));
        }
        let kept = self.lines().pop();
        let mut line = kept.unwrap_or_else(|| Easy2::new(Exchange::default()));
        let sent = perform(&mut line, request);
        let answer = take(line.get_mut()).answer;
        if let Some(hang_up) = &request.hang_up {
            hang_up.forget_sockets();
        }
        let status = line.response_code().unwrap_or_default();
        let mut idle = self.lines();
        if idle.len() < IDLE_MAX {
            idle.push(line);
        }
        match sent {
            Ok(()) => Ok(Answer { status: status as u16, ..answer }),
            Err(fault) => Err(no_answer(request, &fault)),
        }
    }

    fn lines(&self) -> std::sync::MutexGuard<'_, Vec<Easy2<Exchange>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn perform(line: &mut Easy2<Exchange>, request: &Request) -> std::result::Result<(), curl::Error> {
    line.reset();
    line.url(request.url)?;
    // A type may be called "..".
    line.path_as_is(true)?;
    if let Some(body) = request.body {
        line.post(true)?;
        line.post_fields_copy(body.as_bytes())?;
    }
    line.custom_request(request.method)?;
    let mut headers = List::new();
    for header in &request.headers {
        headers.append(header)?;
    }
    line.http_headers(headers)?;
    if let Some(ca_file) = request.ca_file {
        line.cainfo(ca_file)?;
    }
    // libcurl takes 0 for "no end".
    line.timeout(request.timeout.max(Duration::from_millis(1)))?;
    line.fresh_connect(request.once)?;
    line.progress(request.hang_up.is_some())?;
    line.get_mut().hang_up = request.hang_up.clone();
    line.perform()
}

fn no_answer(request: &Request, fault: &curl::Error) -> Error {
    if let (true, Some(ca_file)) = (fault.is_ssl_cacert_badfile(), request.ca_file) {
        return Error::invalid(format!("The authorities to trust cannot be read from {}.", ca_file.display()));
    }
    let why = fault.extra_description().unwrap_or_else(|| fault.description());
    let code = if fault.is_aborted_by_callback() {
        "aborted"
    } else if fault.is_operation_timedout() {
        "timeout"
    } else if fault.is_url_malformed() {
        "invalid_argument"
    } else {
        "unreachable"
    };
    Error::new(code, format!("No answer from {}: {why}.", request.url))
}

/// What libcurl calls while a request runs.
#[derive(Default)]
struct Exchange {
    answer: Answer,
    hang_up: Option<Arc<HangUp>>,
}

impl Handler for Exchange {
    fn header(&mut self, line: &[u8]) -> bool {
        let line = String::from_utf8_lossy(line).to_ascii_lowercase();
        if line.starts_with("http/") {
            // What came before was an interim answer.
            self.answer = Answer::default();
        } else if let Some(value) = line.strip_prefix("retry-after:") {
            // As a date it would have to be compared with this machine's clock, so it is passed over.
            self.answer.retry_after = value.trim().parse().ok().map(Duration::from_secs);
        }
        true
    }

    fn write(&mut self, bytes: &[u8]) -> std::result::Result<usize, WriteError> {
        self.answer.body.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// At least once a second.
    fn progress(&mut self, _: f64, _: f64, _: f64, _: f64) -> bool {
        self.hang_up.as_ref().map_or(true, |hang_up| hang_up.still_listens())
    }

    #[cfg(unix)]
    fn open_socket(&mut self, family: i32, kind: i32, protocol: i32) -> Option<RawFd> {
        let socket = Socket::new(family.into(), kind.into(), Some(protocol.into())).ok()?;
        if let Some(hang_up) = &self.hang_up {
            hang_up.add(socket.try_clone().ok()?);
        }
        Some(socket.into_raw_fd())
    }
}
