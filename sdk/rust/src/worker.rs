// SPDX-License-Identifier: MIT
mod context;
mod crew;
mod desk;
mod failure;
mod notes;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use std::{env, fs, process, thread};

pub use context::{CancelReason, Context};
pub use failure::Failure;
pub use notes::Level;

use crate::client::Client;
use crate::error::{Error, Result};
use crate::json::Json;
use crew::Crew;
use desk::Desk;

pub(crate) type Handler = Arc<dyn Fn(&Context) -> std::result::Result<Json, Failure> + Send + Sync>;

/// Claims tasks, runs each on a thread of its own, and reports how it ended, until it is stopped.
///
/// It renews the leases, and goes on when the broker is away: handlers run on, and results are kept until the broker is back,
/// or the lease is over. A handler may therefore run twice, but a task completes once.
pub struct Worker {
    crew: Crew,
}

impl Worker {
    /// A worker without handlers. Its name comes from `WORKER_NAME`, else it is made from host, process and chance.
    pub fn new(client: Client) -> Worker {
        let desk = Arc::new(Desk::new(client.world.clone()));
        let host = host_name();
        let made = format!("{host}-{}-{:06x}", process::id(), client.world.random() & 0xff_ffff);
        let name = env::var("WORKER_NAME").ok().filter(|name| !name.is_empty()).unwrap_or(made);
        let crew = Crew {
            client: client.repeats(false),
            desk,
            name,
            host,
            concurrency: thread::available_parallelism().map_or(1, usize::from),
            queues: Vec::new(),
            lease: Duration::from_secs(30),
            grace: Duration::from_secs(25),
            handlers: BTreeMap::new(),
            schemas: Vec::new(),
            log: Box::new(|line| eprintln!("conduit worker: {line}")),
        };
        Worker { crew }
    }

    /// Runs tasks of this type. What the handler returns is the task's output; a panic is a failure of class `panic`.
    pub fn handle<T: Into<Json>>(
        mut self,
        task_type: impl Into<String>,
        handler: impl Fn(&Context) -> std::result::Result<T, Failure> + Send + Sync + 'static,
    ) -> Worker {
        let handler: Handler = Arc::new(move |context| handler(context).map(Into::into));
        self.crew.handlers.insert(task_type.into(), handler);
        self
    }

    /// Registers a schema at the start, and again when the broker has been away.
    pub fn schema(mut self, schema: impl Into<Json>) -> Worker {
        self.crew.schemas.push(schema.into());
        self
    }

    /// 1 to 200 characters. No two workers should share one.
    pub fn name(mut self, name: impl Into<String>) -> Worker {
        self.crew.name = name.into();
        self
    }

    /// How many tasks run at a time; one for each core. At least 1.
    pub fn concurrency(mut self, concurrency: usize) -> Worker {
        self.crew.concurrency = concurrency.max(1);
        self
    }

    /// Takes tasks only from these queues; with weights, as in `mails:3`, in these shares.
    pub fn queues<T: Into<String>>(mut self, queues: impl IntoIterator<Item = T>) -> Worker {
        self.crew.queues = queues.into_iter().map(Into::into).collect();
        self
    }

    /// How long a task stays this worker's without a heartbeat, 1 s to 1 day; 30 s. Three heartbeats go out in that time, or
    /// one every ten seconds; a handler hears with them that it is cancelled.
    pub fn lease(mut self, lease: Duration) -> Worker {
        self.crew.lease = lease.clamp(Duration::from_secs(1), Duration::from_secs(86_400));
        self
    }

    /// How long handlers may go on after [`Stopper::stop`]; 25 s.
    pub fn grace(mut self, grace: Duration) -> Worker {
        self.crew.grace = grace;
        self
    }

    /// Where the worker's own words go, a line at a time; stderr.
    pub fn on_log(mut self, log: impl Fn(&str) + Send + Sync + 'static) -> Worker {
        self.crew.log = Box::new(log);
        self
    }

    /// Stops this worker from another thread.
    pub fn stopper(&self) -> Stopper {
        Stopper { desk: self.crew.desk.clone() }
    }

    /// Works until it is stopped, by a [`Stopper`] or through the broker. A handler that does not end by itself goes on on its
    /// thread; its task has been given back. Fails at once when there is no handler.
    pub fn run(self) -> Result<()> {
        if self.crew.handlers.is_empty() {
            return Err(Error::invalid("A worker without handlers has nothing to claim. Call handle() first."));
        }
        Arc::new(self.crew).run();
        Ok(())
    }
}

/// Stops a [`Worker`]: it claims nothing more, lets its handlers finish within the grace, then tells them to stop and gives
/// their tasks back.
#[derive(Clone)]
pub struct Stopper {
    pub(crate) desk: Arc<Desk>,
}

impl Stopper {
    /// Returns at once; [`Worker::run`] returns when all is done.
    pub fn stop(&self) {
        self.desk.stop();
    }
}

fn host_name() -> String {
    let kernel = fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = kernel.or_else(|| env::var("HOSTNAME").ok()).or_else(|| env::var("COMPUTERNAME").ok());
    name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).unwrap_or_else(|| "host".to_owned())
}
