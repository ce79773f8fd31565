// SPDX-License-Identifier: MIT
use std::collections::BTreeMap;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::{json, Value};
use uuid::Uuid;

use super::context::{CancelReason, Context};
use super::desk::{Desk, Duty, Run};
use super::failure::{Failure, Report};
use super::Handler;
use crate::client::{Call, Client, PACE};
use crate::error::Result;
use crate::json::Json;
use crate::wire::{encode, Task};
use crate::world::{rest_after, time_text};

/// A broker's bound on one claim.
const CLAIM_MAX: usize = 100;
/// How long a claim waits at the broker.
const CLAIM_WAIT: Duration = Duration::from_secs(20);
/// A worker that was silent for longer than nine of these does not count as live.
const BEAT_INTERVAL_MAX: Duration = Duration::from_secs(10);
/// For a task that came although nothing here can run it: another worker should find it first.
const NO_HANDLER_DELAY: Duration = Duration::from_secs(30);
/// For each call of the farewell.
const FAREWELL: Duration = Duration::from_secs(3);

/// A running worker. One thread claims, one sends heartbeats, and each task has one of its own.
pub(crate) struct Crew {
    /// Without repeats: here each loop decides by itself what is worth another try.
    pub client: Client,
    pub desk: Arc<Desk>,
    pub name: String,
    pub host: String,
    pub concurrency: usize,
    pub queues: Vec<String>,
    pub lease: Duration,
    pub grace: Duration,
    pub handlers: BTreeMap<String, Handler>,
    pub schemas: Vec<Json>,
    pub log: Box<dyn Fn(&str) + Send + Sync>,
}

#[derive(Deserialize)]
struct Claimed {
    tasks: Vec<Task>,
}

#[derive(Deserialize)]
struct Beaten {
    leases: Vec<Renewal>,
    #[serde(default)]
    drain: bool,
    #[serde(default)]
    stop: bool,
}

#[derive(Deserialize)]
struct Renewal {
    #[serde(default)]
    cancel_requested: bool,
    #[serde(default)]
    error: Option<Value>,
}

/// A body with the lease token that the broker asks for.
#[derive(Serialize)]
struct Leased<'a, T> {
    lease_token: &'a str,
    #[serde(flatten)]
    body: &'a T,
}

impl Crew {
    /// Works until it is stopped.
    pub(crate) fn run(self: Arc<Crew>) {
        let crew = self.clone();
        let beats = thread::spawn(move || crew.beat_until_ended());
        self.claim_until_stopped();
        self.finish_within_grace();
        self.desk.change(|state| state.ended = true);
        beats.join().expect("the heartbeats do not panic");
    }

    fn claim_until_stopped(self: &Arc<Crew>) {
        let mut knows_schemas = false;
        let mut failures = 0;
        let mut not_before = self.desk.now();
        while let Some(free) = self.desk.wait_for_turn(self.concurrency, not_before) {
            let sent = self.desk.now();
            match self.register_schemas(&mut knows_schemas).and_then(|()| self.claim(free)) {
                Ok(tasks) => {
                    if failures > 0 {
                        (self.log)("the broker is back");
                    }
                    failures = 0;
                    if tasks.is_empty() {
                        not_before = sent + PACE;
                    }
                    // Not from the moment before it was sent: the broker may have kept the claim waiting for long.
                    let lease_until = self.desk.now() + self.lease;
                    for task in tasks {
                        self.start(task, lease_until);
                    }
                }
                // We have hung up on it.
                Err(_) if self.desk.is_stopping() => {}
                Err(error) => {
                    if failures == 0 {
                        (self.log)(&format!("cannot claim, and tries again with growing pauses: {error}"));
                    }
                    // Another broker may come back, one that knows no schema yet.
                    knows_schemas &= error.status != 0;
                    not_before = sent + rest_after(failures, error.retry_after, self.desk.world.as_ref());
                    failures += 1;
                }
            }
        }
    }

    fn register_schemas(&self, known: &mut bool) -> Result<()> {
        if *known {
            return Ok(());
        }
        for schema in &self.schemas {
            let call = Call::post("/task/set_schema", schema).ended_by(&self.desk.hang_up);
            match self.client.call::<Value>(&call) {
                // A schema that is refused does not keep the tasks from being run.
                Err(error) if !error.is_for_now() => (self.log)(&format!("a schema was not registered: {error}")),
                outcome => drop(outcome?),
            }
        }
        *known = true;
        Ok(())
    }

    fn claim(&self, free: usize) -> Result<Vec<Task>> {
        let mut body = json!({
            "types": self.handlers.keys().collect::<Vec<_>>(),
            "worker": self.name,
            "n": free.min(CLAIM_MAX),
            "wait": CLAIM_WAIT.as_secs_f64(),
            "lease": self.lease.as_secs_f64(),
        });
        if !self.queues.is_empty() {
            body["queues"] = json!(self.queues);
        }
        let call = Call::post("/task/claim", &body).waiting(CLAIM_WAIT).ended_by(&self.desk.hang_up);
        let claimed: Claimed = self.client.call(&call)?;
        Ok(claimed.tasks)
    }

    fn start(self: &Arc<Crew>, task: Task, lease_until: Instant) {
        let token: Arc<str> = task.lease_token.clone().unwrap_or_default().into();
        let handler = match self.handlers.get(&task.task_type) {
            Some(handler) if !self.desk.is_stopping() => handler.clone(),
            Some(_) => return drop(self.release(&self.parting_client(), task.id, &token, None)),
            None => return drop(self.release(&self.client, task.id, &token, Some(NO_HANDLER_DELAY))),
        };
        self.desk.change(|state| {
            // It comes again, so its old lease is over.
            for run in state.runs.values_mut().filter(|run| run.id == task.id) {
                run.lose();
            }
            state.runs.insert(token.clone(), Run::new(task.id, lease_until));
        });
        let id = task.id;
        let crew = self.clone();
        let context = Context::new(task, token.clone(), self.desk.clone());
        if let Err(error) = thread::Builder::new().spawn(move || crew.perform(&context, &handler)) {
            (self.log)(&format!("task {id}: no thread could be started for it: {error}"));
            self.desk.change(|state| drop(state.runs.remove(&token)));
            drop(self.release(&self.client, id, &token, Some(NO_HANDLER_DELAY)));
        }
    }

    fn perform(&self, context: &Context, handler: &Handler) {
        let outcome = catch_unwind(AssertUnwindSafe(|| handler(context)));
        let outcome = outcome.unwrap_or_else(|panic| Err(Failure::from_panic(panic.as_ref())));
        // Whoever was asked to stop for good cannot ask to be run again.
        let report = match outcome {
            Err(failure) if failure.is_snooze() && context.is_cancelled() => Failure::cancelled().into(),
            outcome => Report::from(outcome),
        };
        self.desk.finish(context.token());
        self.deliver(context.token(), context.task().id, report);
        self.desk.change(|state| drop(state.runs.remove(context.token())));
    }

    /// Reports until the broker has acknowledged it, or the lease is over: the broker may be restarting.
    fn deliver(&self, token: &str, id: Uuid, mut report: Report) {
        let mut was_refused = false;
        let mut failures = 0;
        let mut not_before = self.desk.now();
        while self.may_report(token, id, not_before) {
            let sent = self.desk.now();
            let error = match self.tell(token).and_then(|()| self.report(token, id, &report)) {
                Ok(_) => return,
                Err(error) => error,
            };
            if error.is_for_now() {
                not_before = sent + rest_after(failures, error.retry_after, self.desk.world.as_ref());
                failures += 1;
            } else if error.is_gone() || was_refused {
                return (self.log)(&format!("task {id}: its result is not wanted any more: {error}"));
            } else {
                (self.log)(&format!("task {id} fails, because its result was refused: {error}"));
                report = Report::refused(&error.message);
                was_refused = true;
            }
        }
    }

    /// Waits for the time; false when a report cannot help any more.
    fn may_report(&self, token: &str, id: Uuid, not_before: Instant) -> bool {
        let mut state = self.desk.lock();
        loop {
            let run = match state.runs.get(token) {
                Some(run) if run.is_ours() => run,
                _ => return false,
            };
            let now = self.desk.now();
            if state.ended || now >= run.lease_until {
                let why = if state.ended { "the worker has stopped" } else { "its lease is over" };
                drop(state);
                (self.log)(&format!("task {id}: its result could not be delivered, and {why}"));
                return false;
            }
            if now >= not_before {
                return true;
            }
            let until = not_before.min(run.lease_until);
            state = self.desk.wait(state, Some(until));
        }
    }

    fn report(&self, token: &str, id: Uuid, report: &Report) -> Result<Value> {
        self.client.call(&Call::post(format!("/task/{id}/result"), &Leased { lease_token: token, body: report }))
    }

    /// Sends what the handler has told since. Fails only when the broker did not answer, and then keeps it.
    fn tell(&self, token: &str) -> Result<()> {
        let sent = self.desk.now();
        let unsent = self.desk.change(|state| {
            let run = state.runs.get_mut(token).filter(|run| run.has_words())?;
            run.told_at = Some(sent);
            run.telling = true;
            Some((run.id, std::mem::take(&mut run.notes)))
        });
        let (id, notes) = match unsent {
            Some(unsent) => unsent,
            None => return Ok(()),
        };
        let call = Call::post(format!("/task/{id}/heartbeat"), &Leased { lease_token: token, body: &notes });
        let outcome: Result<Renewal> = self.beating_client().call(&call);
        let refused = self.desk.change(|state| {
            let run = state.runs.get_mut(token)?;
            run.telling = false;
            match &outcome {
                Ok(renewal) => run.renew(sent + self.lease, renewal.cancel_requested),
                Err(error) if error.is_gone() => return run.lose().then_some(error),
                Err(error) if error.is_for_now() => run.notes.put_back(notes),
                Err(error) => return Some(error),
            }
            None
        });
        if let Some(error) = refused {
            (self.log)(&format!("task {id}: what it told was refused: {error}"));
        }
        outcome.map(drop).or_else(|error| if error.status == 0 { Err(error) } else { Ok(()) })
    }

    fn beat_until_ended(&self) {
        let mut failures = 0;
        let mut next_beat = self.desk.now();
        loop {
            match self.desk.wait_for_duty(next_beat, failures == 0) {
                Duty::End => return,
                Duty::Tell(token) => {
                    if self.tell(&token).is_err() {
                        // The leases go first: no more words until a heartbeat was answered.
                        failures += 1;
                        next_beat = self.desk.now();
                    }
                }
                Duty::Beat => {
                    let sent = self.desk.now();
                    next_beat = sent + self.beat_interval();
                    match self.beat(sent) {
                        Ok(()) => failures = 0,
                        Err(error) => {
                            // A broker that does not answer is the claims' story.
                            if failures == 0 && error.status != 0 {
                                (self.log)(&format!("a heartbeat was refused: {error}"));
                            }
                            let rest = rest_after(failures, error.retry_after, self.desk.world.as_ref());
                            next_beat = next_beat.min(sent + rest);
                            failures += 1;
                        }
                    }
                }
            }
        }
    }

    /// Describes the worker, and renews all its leases.
    fn beat(&self, sent: Instant) -> Result<()> {
        let leases: Vec<(Arc<str>, Uuid)> = {
            let state = self.desk.lock();
            let ours = state.runs.iter().filter(|(_, run)| run.is_ours());
            ours.map(|(token, run)| (token.clone(), run.id)).collect()
        };
        let named = leases.iter().map(|(token, id)| json!({"id": id, "lease_token": **token}));
        let body = json!({
            "host": self.host,
            "pid": std::process::id(),
            "version": concat!("conduit-rust ", env!("CARGO_PKG_VERSION")),
            "types": self.handlers.keys().collect::<Vec<_>>(),
            "queues": self.queues,
            "concurrency": self.concurrency,
            "leases": named.collect::<Vec<_>>(),
        });
        let path = format!("/worker/{}/heartbeat", encode(&self.name));
        // So that the broker can tell how far this clock is off.
        let client = self.beating_client().header("Conduit-Sent-At", time_text(self.desk.world.unix_time()));
        let answer: Beaten = client.call(&Call::post(path, &body))?;
        // One entry for each lease, in the same order.
        for ((token, id), renewal) in leases.iter().zip(&answer.leases) {
            self.take_renewal(token, *id, renewal, sent);
        }
        self.desk.change(|state| state.draining = answer.drain);
        if answer.stop {
            self.desk.stop();
        }
        Ok(())
    }

    fn take_renewal(&self, token: &str, id: Uuid, renewal: &Renewal, sent: Instant) {
        let lost = self.desk.change(|state| {
            // A run that is finished may have been reported meanwhile; the answer to that report counts.
            let run = state.runs.get_mut(token).filter(|run| renewal.error.is_none() || !run.finished)?;
            match &renewal.error {
                None => run.renew(sent + self.lease, renewal.cancel_requested),
                Some(error) => return run.lose().then_some(error),
            }
            None
        });
        if let Some(error) = lost {
            (self.log)(&format!("task {id} is not this worker's any more: {error}"));
        }
    }

    fn finish_within_grace(&self) {
        self.desk.wait_until_idle(self.grace);
        let given_up: Vec<(Arc<str>, Uuid)> = self.desk.change(|state| {
            let unfinished = state.runs.iter_mut().filter(|(_, run)| run.is_ours() && !run.finished);
            let stopped = unfinished.map(|(token, run)| {
                run.cancel = Some(CancelReason::Stopping);
                (token.clone(), run.id)
            });
            stopped.collect()
        });
        let client = self.parting_client();
        for (token, id) in given_up {
            // A checkpoint is worth the most now.
            self.desk.wait_for_words(&token);
            let farewell = self.tell(&token).and_then(|()| self.release(&client, id, &token, None));
            if matches!(farewell, Err(error) if error.status == 0) {
                return (self.log)("the broker does not answer, so the other tasks run again after their leases");
            }
        }
    }

    /// Gives a task back, uncharged. When that fails, the end of its lease does the same.
    fn release(&self, client: &Client, id: Uuid, token: &str, delay: Option<Duration>) -> Result<()> {
        let mut body = json!({ "lease_token": token });
        if let Some(delay) = delay {
            body["delay"] = json!(delay.as_secs_f64());
        }
        let released: Result<Value> = client.call(&Call::post(format!("/task/{id}/release"), &body));
        if let Err(error) = &released {
            (self.log)(&format!("task {id} was not given back, so it runs again after its lease: {error}"));
        }
        released.map(drop)
    }

    fn beat_interval(&self) -> Duration {
        (self.lease / 3).min(BEAT_INTERVAL_MAX)
    }

    fn parting_client(&self) -> Client {
        self.client.clone().timeout(FAREWELL)
    }

    /// A heartbeat that takes longer than this would come too late for the others.
    fn beating_client(&self) -> Client {
        self.client.clone().timeout(self.beat_interval().max(Duration::from_secs(1)))
    }
}
