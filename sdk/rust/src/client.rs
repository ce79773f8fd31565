// SPDX-License-Identifier: MIT
use std::collections::VecDeque;
use std::env;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::hang_up::HangUp;
use crate::http::{Http, Request};
use crate::json::Json;
use crate::wire::{encode, Attempt, ListQuery, NewTask, Schema, Task, TaskPage};
use crate::world::{rest_after, RealWorld, TaskIds, World};

/// What one long poll asks for. The broker takes up to 60 s; proxies often cut at 30.
const WAIT: Duration = Duration::from_secs(20);
/// A broker that answers at once what could have waited is not asked more often than this.
pub(crate) const PACE: Duration = Duration::from_secs(1);
/// What an answer to the last long poll may take on its way.
const WAIT_SLACK: Duration = Duration::from_secs(2);

/// Calls a broker, and blocks until it has answered. Clones share their connections, and any thread may use one.
///
/// Every call is repeated while the connection breaks or the broker says 429, 502, 503 or 504, until its time is over. That is
/// harmless: the client chooses the ids of new tasks, and the other calls do the same when they are done twice.
/// For async see [`in_background`](crate::in_background).
#[derive(Clone)]
pub struct Client {
    base_url: String,
    token: Option<String>,
    headers: Vec<(String, String)>,
    timeout: Duration,
    repeats: bool,
    ca_file: Option<PathBuf>,
    http: Arc<Http>,
    ids: Arc<TaskIds>,
    pub(crate) world: Arc<dyn World>,
}

/// One call, before it knows its broker.
pub(crate) struct Call {
    method: &'static str,
    path: String,
    body: Option<String>,
    /// What the broker was asked to wait; it comes on top of the client's timeout.
    wait: Duration,
    /// When the caller's time is over, if that is sooner.
    end: Option<Instant>,
    /// For calls that would not do the same when they are done twice.
    idempotency_key: Option<Uuid>,
    hang_up: Option<Arc<HangUp>>,
}

impl Call {
    pub(crate) fn get(path: impl Into<String>) -> Call {
        let path = path.into();
        Call { method: "GET", path, body: None, wait: Duration::ZERO, end: None, idempotency_key: None, hang_up: None }
    }

    pub(crate) fn post(path: impl Into<String>, body: &impl Serialize) -> Call {
        let body = serde_json::to_string(body).expect("what is sent can be written as JSON");
        Call { method: "POST", body: Some(body), ..Call::get(path) }
    }

    pub(crate) fn waiting(self, wait: Duration) -> Call {
        Call { wait, ..self }
    }

    pub(crate) fn ended_by(self, hang_up: &Arc<HangUp>) -> Call {
        Call { hang_up: Some(hang_up.clone()), ..self }
    }

    fn once(self) -> Call {
        Call { idempotency_key: Some(Uuid::new_v4()), ..self }
    }
}

impl Client {
    /// A client of the broker at this address, such as `http://127.0.0.1:8080`. Nothing is sent yet.
    pub fn new(base_url: impl Into<String>) -> Client {
        Client {
            base_url: base_url.into().trim_end_matches('/').to_owned(),
            token: None,
            headers: Vec::new(),
            timeout: Duration::from_secs(30),
            repeats: true,
            ca_file: env::var_os("SSL_CERT_FILE").filter(|path| !path.is_empty()).map(PathBuf::from),
            http: Arc::default(),
            ids: Arc::default(),
            world: Arc::new(RealWorld),
        }
    }

    /// Takes the address from `CONDUIT_URL` or `BROKER_URL` (else `http://127.0.0.1:8080`) and the token from `CONDUIT_TOKEN`.
    pub fn from_env() -> Client {
        let given = |name| env::var(name).ok().filter(|value: &String| !value.is_empty());
        let base_url = given("CONDUIT_URL").or_else(|| given("BROKER_URL"));
        let client = Client::new(base_url.unwrap_or_else(|| "http://127.0.0.1:8080".to_owned()));
        match given("CONDUIT_TOKEN") {
            Some(token) => client.token(token),
            None => client,
        }
    }

    /// Sent as `Authorization: Bearer`. White space around it, such as the end of a file, is dropped.
    pub fn token(mut self, token: impl Into<String>) -> Client {
        self.token = Some(token.into().trim().to_owned());
        self
    }

    /// Sent along with every request.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Client {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Trusts the authorities whose certificates are in this file, in PEM form, for a broker behind `https://`. Otherwise those
    /// in the file `SSL_CERT_FILE`, or else the system's.
    pub fn ca_file(mut self, path: impl Into<PathBuf>) -> Client {
        self.ca_file = Some(path.into());
        self
    }

    /// How long a call may take, repeats included; 30 s. What the broker is asked to wait comes on top.
    pub fn timeout(mut self, timeout: Duration) -> Client {
        self.timeout = timeout;
        self
    }

    /// Whether calls are repeated; they are.
    pub fn repeats(mut self, repeats: bool) -> Client {
        self.repeats = repeats;
        self
    }

    #[cfg(test)]
    pub(crate) fn in_world(mut self, world: Arc<dyn World>) -> Client {
        self.world = world;
        self
    }

    /// Enqueues a task. 422 `schema_mismatch` has the payload's faults in `details`.
    pub fn enqueue(&self, task: NewTask) -> Result<Task> {
        self.call(&Call::post("/task", &self.with_id(task)))
    }

    /// Enqueues 1 to 1,000 tasks, all or none; the answer has them in the same order.
    pub fn batch(&self, tasks: impl IntoIterator<Item = NewTask>) -> Result<Vec<Task>> {
        #[derive(Serialize, Deserialize)]
        struct Tasks<T> {
            tasks: Vec<T>,
        }
        let batch = Tasks { tasks: tasks.into_iter().map(|task| self.with_id(task)).collect() };
        let enqueued: Tasks<Task> = self.call(&Call::post("/task/batch", &batch))?;
        Ok(enqueued.tasks)
    }

    pub fn get(&self, id: &Uuid) -> Result<Task> {
        self.call(&Call::get(format!("/task/{id}")))
    }

    /// Waits until the task has ended, well or not. After `timeout` it fails with `timeout`; the task goes on.
    pub fn wait_for_result(&self, id: &Uuid, timeout: Duration) -> Result<Task> {
        let end = self.world.now() + timeout;
        loop {
            let sent = self.world.now();
            let wait = end.saturating_duration_since(sent).min(WAIT);
            let call = Call::get(format!("/task/{id}?wait={}", wait.as_secs_f64())).waiting(wait);
            let task: Task = self.call(&Call { end: Some(end + WAIT_SLACK), ..call })?;
            let now = self.world.now();
            if task.has_ended() {
                return Ok(task);
            }
            if now >= end {
                let message = format!("Task {id} has not ended within {timeout:?}; it is {}.", task.state);
                return Err(Error::new("timeout", message));
            }
            let rest = (sent + PACE).min(end).saturating_duration_since(now);
            self.world.sleep(rest);
        }
    }

    /// One page, without payloads and results.
    pub fn list(&self, query: &ListQuery) -> Result<TaskPage> {
        self.call(&Call::get(query.path()))
    }

    /// All tasks that fit, page by page as they are taken.
    pub fn tasks(&self, query: ListQuery) -> Tasks {
        Tasks { client: self.clone(), query: Some(query), page: VecDeque::new() }
    }

    /// Cancels a task that waits; one that runs is asked to stop, and ends a little later.
    pub fn cancel(&self, id: &Uuid, reason: Option<&str>) -> Result<Task> {
        self.call(&Call::post(format!("/task/{id}/cancel"), &json!({ "reason": reason })).once())
    }

    /// Gives a dead or cancelled task all its attempts again; makes a retrying one due at once.
    pub fn retry(&self, id: &Uuid) -> Result<Task> {
        self.call(&Call::post(format!("/task/{id}/retry"), &json!({})).once())
    }

    /// What has been tried, in order.
    pub fn attempts(&self, id: &Uuid) -> Result<Vec<Attempt>> {
        #[derive(Deserialize)]
        struct Attempts {
            attempts: Vec<Attempt>,
        }
        let answer: Attempts = self.call(&Call::get(format!("/task/{id}/attempts")))?;
        Ok(answer.attempts)
    }

    /// The types that have a schema, sorted.
    pub fn types(&self) -> Result<Vec<String>> {
        self.call(&Call::get("/task/types"))
    }

    /// What payload a type takes; 404 for a type without a schema.
    pub fn schema(&self, task_type: &str) -> Result<Schema> {
        self.call(&Call::get(format!("/task/types/{}/schema", encode(task_type))))
    }

    /// Registers a schema, or replaces it: `json!({"task_type": …, "description": …, "fields": {…}})`.
    pub fn set_schema(&self, schema: impl Into<Json>) -> Result<Schema> {
        self.call(&Call::post("/task/set_schema", &schema.into()))
    }

    fn with_id(&self, mut task: NewTask) -> NewTask {
        task.id.get_or_insert_with(|| self.ids.next(self.world.as_ref()));
        task
    }

    /// The answer of a call that succeeded.
    pub(crate) fn call<T: DeserializeOwned>(&self, call: &Call) -> Result<T> {
        let end = self.world.now() + call.wait + self.timeout;
        let end = call.end.map_or(end, |sooner| sooner.min(end));
        let mut failures = 0;
        loop {
            let error = match self.try_once(call, end) {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let rest = rest_after(failures, error.retry_after, self.world.as_ref());
            if !self.repeats || !error.is_passing() || self.world.now() + rest >= end {
                return Err(error);
            }
            self.world.sleep(rest);
            failures += 1;
        }
    }

    fn try_once<T: DeserializeOwned>(&self, call: &Call, end: Instant) -> Result<T> {
        let answer = self.http.send(&Request {
            method: call.method,
            url: &format!("{}{}", self.checked_base_url()?, call.path),
            headers: self.header_lines(call)?,
            body: call.body.as_deref(),
            timeout: end.saturating_duration_since(self.world.now()),
            once: !self.repeats,
            ca_file: self.ca_file.as_deref(),
            hang_up: call.hang_up.clone(),
        })?;
        if !(200..300).contains(&answer.status) {
            return Err(Error::from_answer(answer.status, answer.retry_after, &answer.body));
        }
        serde_json::from_slice(&answer.body).map_err(|fault| Error {
            status: answer.status,
            ..Error::new(
                "malformed_answer",
                format!("The answer to {} {} is none of a broker: {fault}.", call.method, call.path),
            )
        })
    }

    fn checked_base_url(&self) -> Result<&str> {
        let lower = self.base_url.to_ascii_lowercase();
        if lower.starts_with("http://") || lower.starts_with("https://") {
            return Ok(&self.base_url);
        }
        let message = format!("The broker's address {:?} must begin with http:// or https://.", self.base_url);
        Err(Error::invalid(message))
    }

    fn header_lines(&self, call: &Call) -> Result<Vec<String>> {
        let mut lines = vec![
            "Accept: application/json".to_owned(),
            concat!("User-Agent: conduit-rust/", env!("CARGO_PKG_VERSION")).to_owned(),
            // Otherwise libcurl waits up to a second before it sends a large body.
            "Expect:".to_owned(),
        ];
        if call.body.is_some() {
            lines.push("Content-Type: application/json".to_owned());
        }
        lines.extend(self.token.iter().map(|token| format!("Authorization: Bearer {token}")));
        lines.extend(call.idempotency_key.iter().map(|key| format!("Idempotency-Key: {key}")));
        lines.extend(self.headers.iter().map(|(name, value)| format!("{name}: {value}")));
        // A line break would smuggle in another header, or another request.
        if lines.iter().any(|line| line.chars().any(char::is_control)) {
            return Err(Error::invalid("A token or header has a control character, such as a line break. Remove it."));
        }
        Ok(lines)
    }
}

/// All tasks of a list. It follows `next` as long as there is one, and ends after an error.
pub struct Tasks {
    client: Client,
    /// None when there is no further page.
    query: Option<ListQuery>,
    page: VecDeque<Task>,
}

impl Iterator for Tasks {
    type Item = Result<Task>;

    fn next(&mut self) -> Option<Result<Task>> {
        loop {
            if let Some(task) = self.page.pop_front() {
                return Some(Ok(task));
            }
            let query = self.query.take()?;
            match self.client.list(&query) {
                Ok(page) => {
                    self.page = page.tasks.into();
                    self.query = page.next.map(|next| ListQuery { after: Some(next), before: None, ..query });
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
