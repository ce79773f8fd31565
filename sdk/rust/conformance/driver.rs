// SPDX-License-Identifier: MIT
//! What the conformance suite talks to: a command a line on stdin, answers and events a line on stdout.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use conduit_client::{
    json, Client, Context, Error, Failure, Json, Level, ListQuery, NewTask, Stopper, Uuid, Value, Worker,
};
use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
struct Command {
    call: u64,
    #[serde(rename = "do")]
    verb: String,
    #[serde(default)]
    url: String,
    token: Option<String>,
    timeout: Option<f64>,
    repeat: Option<bool>,
    #[serde(flatten)]
    more: Value,
}

#[derive(Deserialize)]
struct Enqueueing {
    task_type: String,
    #[serde(default)]
    payload: Json,
    payload_text: Option<String>,
    #[serde(default)]
    options: Value,
}

/// A list, or weights by name.
#[derive(Deserialize)]
#[serde(untagged)]
enum Queues {
    Named(Vec<String>),
    Weighted(BTreeMap<String, u32>),
}

impl Queues {
    fn names(self) -> Vec<String> {
        match self {
            Queues::Named(names) => names,
            Queues::Weighted(weights) => weights.iter().map(|(name, weight)| format!("{name}:{weight}")).collect(),
        }
    }
}

#[derive(Deserialize)]
struct Work {
    name: Option<String>,
    concurrency: Option<usize>,
    lease: Option<f64>,
    grace: Option<f64>,
    queues: Option<Queues>,
    handlers: BTreeMap<String, Behaviour>,
    #[serde(default)]
    schemas: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct Behaviour {
    #[serde(rename = "do")]
    verb: String,
    /// Null is a value, too.
    #[serde(default, deserialize_with = "given")]
    value: Option<Value>,
    #[serde(default)]
    message: String,
    #[serde(default)]
    seconds: f64,
    tell: Option<Tell>,
}

#[derive(Deserialize)]
struct Tell {
    progress: Option<TellProgress>,
    #[serde(default)]
    log: Vec<String>,
    #[serde(default, deserialize_with = "given")]
    checkpoint: Option<Value>,
}

#[derive(Deserialize)]
struct TellProgress {
    #[serde(default)]
    percent: f64,
    #[serde(default)]
    message: String,
}

fn given<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

/// What happened to the handlers that hold.
#[derive(Default)]
struct Gate {
    words: Mutex<HashMap<Uuid, Word>>,
    spoken: Condvar,
}

enum Word {
    LetGo,
    Cancelled,
}

impl Gate {
    fn say(&self, id: Uuid, word: Word) {
        self.words.lock().unwrap().insert(id, word);
        self.spoken.notify_all();
    }

    fn wait(&self, id: Uuid) -> Word {
        let words = self.words.lock().unwrap();
        let mut words = self.spoken.wait_while(words, |words| !words.contains_key(&id)).unwrap();
        words.remove(&id).unwrap()
    }
}

/// An ordinary error of an ordinary program.
#[derive(Debug)]
struct Broken(String);

impl std::fmt::Display for Broken {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Broken {}

/// Why a command has no value: the SDK says so, or the command itself cannot be read.
enum Trouble {
    Call(Error),
    Command(String),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Trouble {
        Trouble::Call(error)
    }
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Trouble {
        Trouble::Command(error.to_string())
    }
}

type Answer = Result<Value, Trouble>;

/// A whole line at once, whichever threads speak.
fn say(line: &impl ToString) {
    println!("{}", line.to_string());
}

fn answer(call: u64, outcome: Answer) {
    let error = match outcome {
        Ok(value) => return say(&json!({"call": call, "ok": value})),
        Err(Trouble::Command(message)) => {
            json!({"status": 0, "code": "invalid_argument", "message": message, "details": [], "retry_after": null})
        }
        Err(Trouble::Call(error)) => json!({
            "status": error.status,
            "code": error.code,
            "message": error.message,
            "details": error.details,
            "retry_after": error.retry_after.map(|time| time.as_secs_f64()),
        }),
    };
    say(&json!({"call": call, "error": error}));
}

fn main() {
    let mut client = Client::from_env();
    let mut worker: Option<(Stopper, JoinHandle<()>)> = None;
    let gate = Arc::new(Gate::default());
    for line in io::stdin().lock().lines() {
        let line = line.expect("stdin can be read");
        let command: Command = match serde_json::from_str(&line) {
            Ok(command) => command,
            Err(error) => {
                eprintln!("not understood: {error}: {line}");
                continue;
            }
        };
        let call = command.call;
        match command.verb.as_str() {
            "configure" => {
                client = client_of(&command);
                answer(call, Ok(json!({"sdk": "rust", "version": env!("CARGO_PKG_VERSION")})));
            }
            "worker_start" => answer(
                call,
                start(&command, &gate).map(|started| {
                    worker = Some(started);
                    json!({})
                }),
            ),
            "worker_stop" => {
                let stopped = worker.take();
                thread::spawn(move || {
                    if let Some((stopper, run)) = stopped {
                        stopper.stop();
                        run.join().expect("the worker does not panic");
                    }
                    answer(call, Ok(json!({})));
                });
            }
            "let_go" => answer(
                call,
                id_of(&command.more["task"]).map(|id| {
                    gate.say(id, Word::LetGo);
                    json!({})
                }),
            ),
            _ => {
                let client = client.clone();
                thread::spawn(move || answer(call, perform(&client, &command, &line)));
            }
        }
    }
}

fn client_of(command: &Command) -> Client {
    let mut client = Client::new(&command.url).repeats(command.repeat.unwrap_or(true));
    if let Some(token) = &command.token {
        client = client.token(token);
    }
    match command.timeout {
        Some(timeout) => client.timeout(Duration::from_secs_f64(timeout)),
        None => client,
    }
}

fn perform(client: &Client, command: &Command, line: &str) -> Answer {
    let more = &command.more;
    let id = || id_of(&more["id"]);
    let task_type = more["task_type"].as_str().unwrap_or("");
    Ok(match command.verb.as_str() {
        "enqueue" => json!(client.enqueue(new_task(serde_json::from_str(line)?)?)?),
        "batch" => {
            #[derive(Deserialize)]
            struct Batch {
                tasks: Vec<Enqueueing>,
            }
            let batch: Batch = serde_json::from_str(line)?;
            let tasks: Result<Vec<_>, _> = batch.tasks.into_iter().map(new_task).collect();
            json!(client.batch(tasks?)?)
        }
        "get" => {
            let task = client.get(&id()?)?;
            if more["text"] == true {
                json!({"payload_text": task.payload_text(), "output_text": task.output_text()})
            } else {
                json!(task)
            }
        }
        "wait" => json!(client.wait_for_result(&id()?, Duration::from_secs_f64(command.timeout.unwrap_or(30.0)))?),
        "list" if more["all"] == true => {
            let tasks: Result<Vec<_>, _> = client.tasks(query(&more["params"])?).collect();
            json!({ "tasks": tasks? })
        }
        "list" => {
            let page = client.list(&query(&more["params"])?)?;
            json!({"tasks": page.tasks, "next": page.next})
        }
        "cancel" => json!(client.cancel(&id()?, more["reason"].as_str())?),
        "retry" => json!(client.retry(&id()?)?),
        "types" => json!(client.types()?),
        "schema" => json!(client.schema(task_type)?),
        "set_schema" => json!(client.set_schema(more["schema"].clone())?),
        "attempts" => json!(client.attempts(&id()?)?),
        verb => return Err(Trouble::Command(format!("there is no command {verb:?}"))),
    })
}

fn id_of(value: &Value) -> Result<Uuid, Trouble> {
    Ok(serde_json::from_value(value.clone())?)
}

fn new_task(wanted: Enqueueing) -> Result<NewTask, Trouble> {
    let options = match wanted.options {
        Value::Object(options) => options,
        _ => Default::default(),
    };
    let mut named = options.clone();
    named.insert("task_type".to_owned(), json!(wanted.task_type));
    // What does not fit the crate's types is the broker's to refuse.
    let task: NewTask = serde_json::from_value(Value::Object(named))
        .unwrap_or_else(|_| NewTask { more: options, ..NewTask::new(&wanted.task_type, Value::Null) });
    let payload = wanted.payload_text.map_or(Ok(wanted.payload), |text| Json::from_text(&text))?;
    Ok(NewTask { payload, ..task })
}

fn query(params: &Value) -> Result<ListQuery, Trouble> {
    let mut query = ListQuery::default();
    for (name, value) in params.as_object().into_iter().flatten() {
        let text = || value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let number = || text().parse::<u64>().map_err(|_| Trouble::Command(format!("{name} takes a number")));
        let names = || match value.as_array() {
            Some(names) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            None => text().split(',').map(str::to_owned).collect(),
        };
        match name.as_str() {
            "state" => query.states = names(),
            "status" => query.statuses = names(),
            "type" => query.types = names(),
            "queue" => query.queues = names(),
            "q" => query.q = Some(text()),
            "trash" => query.trash = text() == "true",
            "changed_since" => query.changed_since = Some(number()?),
            "sort" => query.sort = Some(text()),
            "limit" => query.limit = Some(number()?),
            "after" => query.after = Some(text()),
            "before" => query.before = Some(text()),
            _ => return Err(Trouble::Command(format!("a list has no parameter {name}"))),
        }
    }
    Ok(query)
}

fn start(command: &Command, gate: &Arc<Gate>) -> Result<(Stopper, JoinHandle<()>), Trouble> {
    let work: Work = serde_json::from_value(command.more.clone())?;
    let mut worker = Worker::new(client_of(command));
    if let Some(name) = work.name {
        worker = worker.name(name);
    }
    if let Some(concurrency) = work.concurrency {
        worker = worker.concurrency(concurrency);
    }
    if let Some(lease) = work.lease {
        worker = worker.lease(Duration::from_secs_f64(lease));
    }
    if let Some(grace) = work.grace {
        worker = worker.grace(Duration::from_secs_f64(grace));
    }
    if let Some(queues) = work.queues {
        worker = worker.queues(queues.names());
    }
    for schema in work.schemas.into_values() {
        worker = worker.schema(schema);
    }
    for (task_type, behaviour) in work.handlers {
        let gate = gate.clone();
        worker = worker.handle(task_type, move |context| {
            let task = context.task();
            say(&json!({"event": "started", "task": task.id, "type": task.task_type, "attempt": task.attempt,
                        "checkpoint": task.checkpoint}));
            let outcome = behave(&behaviour, context, &gate);
            say(&json!({"event": "ended", "task": task.id}));
            outcome
        });
    }
    let stopper = worker.stopper();
    let run = thread::spawn(move || {
        if let Err(error) = worker.run() {
            eprintln!("{error}");
        }
        say(&json!({"event": "worker_ended"}));
    });
    Ok((stopper, run))
}

fn behave(behaviour: &Behaviour, context: &Context, gate: &Arc<Gate>) -> Result<Json, Failure> {
    let id = context.task().id;
    let rest = Duration::from_secs_f64(behaviour.seconds);
    if let Some(tell) = &behaviour.tell {
        if let Some(progress) = &tell.progress {
            context.progress(progress.percent, &progress.message, None);
        }
        for line in &tell.log {
            context.log(Level::Info, line);
        }
        if let Some(checkpoint) = &tell.checkpoint {
            context.checkpoint(checkpoint.clone());
        }
    }
    match behaviour.verb.as_str() {
        "return" => {}
        "fail" => return Err(Broken(behaviour.message.clone()).into()),
        "no_retry" => return Err(Failure::no_retry(&behaviour.message)),
        "retry_in" => return Err(Failure::retry_in(rest, &behaviour.message)),
        "snooze" => return Err(Failure::snooze(rest)),
        "hold" => {
            let (context, watched) = (context.clone(), gate.clone());
            thread::spawn(move || {
                if context.wait_cancelled(Duration::from_secs(86_400)) {
                    watched.say(id, Word::Cancelled);
                }
            });
            if matches!(gate.wait(id), Word::Cancelled) {
                say(&json!({"event": "cancelled", "task": id}));
                return Err(Failure::cancelled());
            }
        }
        "stubborn" => {
            gate.wait(id);
        }
        verb => return Err(Failure::no_retry(format!("there is no behaviour {verb:?}"))),
    }
    Ok(behaviour.value.clone().map_or_else(|| context.task().payload.clone(), Json::from))
}
