// SPDX-License-Identifier: MIT
use std::cell::RefCell;
use std::sync::mpsc::{channel, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::{json, Value};

use super::broker::{task, Broker, Incoming};
use super::fake_world::FakeWorld;
use crate::{CancelReason, Client, Context, Failure, Json, Level, Result, Stopper, Worker};

const BEAT: &str = "/worker/w/heartbeat";

fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

fn path(number: u32, what: &str) -> String {
    format!("/task/{}/{what}", id(number))
}

fn id(number: u32) -> String {
    format!("0198f0c4-6b1e-7c3a-9d55-0000000000{number:02}")
}

fn claimed(number: u32, task_type: &str) -> Value {
    task(json!({"id": id(number), "task_type": task_type, "lease_token": format!("token {number}"),
                "status": "Running", "state": "running", "attempt": 1, "checkpoint": null}))
}

/// A worker under test, and the broker that it has.
struct Scene {
    broker: Broker,
    world: Arc<FakeWorld>,
    stopper: Stopper,
    lines: Arc<Mutex<Vec<String>>>,
    run: RefCell<Option<JoinHandle<Result<()>>>>,
}

impl Scene {
    /// The worker has sent its first heartbeat, but no claim has been answered.
    fn new(hire: impl FnOnce(Worker) -> Worker) -> Scene {
        let broker = Broker::start();
        let world = Arc::new(FakeWorld::new());
        let lines = Arc::new(Mutex::new(Vec::new()));
        let log = lines.clone();
        let worker = Worker::new(Client::new(&broker.url).in_world(world.clone())).name("w").concurrency(2);
        let worker = hire(worker).on_log(move |line| log.lock().unwrap().push(line.to_owned()));
        let stopper = worker.stopper();
        let run = RefCell::new(Some(thread::spawn(move || worker.run())));
        let scene = Scene { broker, world, stopper, lines, run };
        scene.beat(json!([]));
        scene
    }

    fn advance(&self, time: f64) {
        self.stopper.desk.change(|_| self.world.advance(seconds(time)));
    }

    /// Answers the next heartbeat, and returns it.
    fn beat(&self, leases: Value) -> Value {
        self.beat_with(leases, false, false)
    }

    fn beat_with(&self, leases: Value, drain: bool, stop: bool) -> Value {
        let request = self.broker.expect("POST", BEAT);
        let beat = request.json();
        assert!(request.headers["conduit-sent-at"].starts_with("2023-11-14T2"));
        request.answer(200, json!({"leases": leases, "drain": drain, "stop": stop}));
        beat
    }

    fn claim(&self) -> Incoming {
        self.broker.expect("POST", "/task/claim")
    }

    fn give(&self, tasks: &[Value]) {
        self.claim().answer(200, json!({ "tasks": tasks }));
    }

    fn result(&self, number: u32) -> Incoming {
        self.broker.expect("POST", &path(number, "result"))
    }

    fn wait_for_drain(&self) {
        let desk = &self.stopper.desk;
        let mut state = desk.lock();
        while !state.draining {
            state = desk.wait(state, None);
        }
    }

    fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    fn stop(&self) {
        self.stopper.stop();
        self.wait_for_end();
    }

    /// The worker ends by itself.
    fn join(&self) {
        self.run.borrow_mut().take().unwrap().join().unwrap().unwrap();
    }

    /// What the worker still asks is not answered, and the time that it takes for this passes.
    fn wait_for_end(&self) {
        let run = self.run.borrow_mut().take().unwrap();
        let limit = Instant::now() + Duration::from_secs(20);
        while !run.is_finished() {
            assert!(Instant::now() < limit, "the worker does not end");
            self.advance(1.0);
            self.broker.hang_up_within(Duration::from_millis(20));
        }
        run.join().unwrap().unwrap();
    }
}

/// A handler that says that it has started, and ends when the test says how.
fn held() -> (impl Fn(&Context) -> std::result::Result<Json, Failure>, Receiver<Context>, Sender<Outcome>) {
    let (started, starts) = channel();
    let (end, ends) = channel();
    let (started, ends) = (Mutex::new(started), Mutex::new(ends));
    let handler = move |context: &Context| {
        started.lock().unwrap().send(context.clone()).unwrap();
        ends.lock().unwrap().recv().unwrap()
    };
    (handler, starts, end)
}

type Outcome = std::result::Result<Json, Failure>;

fn output(value: Value) -> Outcome {
    Ok(value.into())
}

fn next(starts: &Receiver<Context>) -> Context {
    starts.recv_timeout(Duration::from_secs(20)).unwrap()
}

#[test]
fn claims_name_their_types_and_no_more_than_the_free_slots() {
    let (handler, starts, end) = held();
    let scene = Scene::new(|worker| worker.handle("echo", handler).queues(["mails:3"]).lease(seconds(60.0)));
    let claim = scene.claim();
    let expected =
        json!({"types": ["echo"], "queues": ["mails:3"], "worker": "w", "n": 2, "wait": 20.0, "lease": 60.0});
    assert_eq!(claim.json(), expected);
    claim.answer(200, json!({"tasks": [claimed(1, "echo")]}));
    next(&starts);
    let claim = scene.claim();
    assert_eq!(claim.json()["n"], 1);
    claim.answer(200, json!({"tasks": [claimed(2, "echo")]}));
    next(&starts);

    end.send(output(json!({"done": true}))).unwrap();
    let first = scene.broker.expect_any(&[&path(1, "result"), &path(2, "result")]);
    assert!(!scene.broker.has("claim"));
    assert_eq!(first.json()["output"], json!({"done": true}));
    first.answer(200, json!({"status": "Completed"}));
    assert_eq!(scene.claim().json()["n"], 1);
    end.send(output(json!(2))).unwrap();
    scene.stop();
}

#[test]
fn an_empty_answer_that_did_not_wait_is_followed_by_a_pause() {
    let scene = Scene::new(|worker| worker.handle("echo", |_| Ok(json!(1))));
    scene.give(&[]);
    scene.world.expect_waiter(seconds(1.0));
    assert!(!scene.broker.has("claim"));
    scene.advance(1.0);
    scene.give(&[]);
    scene.stop();
}

#[test]
fn heartbeats_describe_the_worker_and_renew_its_leases() {
    let (handler, starts, end) = held();
    let scene = Scene::new(|worker| worker.handle("echo", handler).lease(seconds(12.0)));
    scene.give(&[claimed(1, "echo")]);
    next(&starts);
    for _ in 0..5 {
        scene.advance(4.0);
        let beat = scene.beat(json!([{"id": id(1), "lease_expires_at": "", "cancel_requested": false}]));
        assert_eq!(beat["leases"], json!([{"id": id(1), "lease_token": "token 1"}]));
        assert_eq!((&beat["types"], &beat["concurrency"]), (&json!(["echo"]), &json!(2)));
        assert_eq!(beat["pid"], std::process::id());
    }
    // 20 s have passed, and the lease was for 12.
    end.send(output(json!(1))).unwrap();
    scene.result(1).answer(200, json!({"status": "Completed"}));
    scene.stop();
    assert!(scene.lines().is_empty(), "{:?}", scene.lines());
}

#[test]
fn a_cancelled_handler_hears_of_it_and_reports_an_error() {
    let (told, tells) = channel();
    let told = Mutex::new(told);
    let scene = Scene::new(|worker| {
        worker.handle("echo", move |context| {
            told.lock().unwrap().send(context.wait_cancelled(seconds(1.0))).unwrap();
            told.lock().unwrap().send(context.wait_cancelled(seconds(100.0))).unwrap();
            assert_eq!(context.cancel_reason(), Some(CancelReason::Requested));
            context.check().map(|()| json!("not reached"))
        })
    });
    scene.give(&[claimed(1, "echo")]);
    scene.world.expect_waiter(seconds(1.0));
    scene.advance(1.0);
    assert_eq!(tells.recv(), Ok(false));
    scene.advance(9.0);
    scene.beat(json!([{"id": id(1), "lease_expires_at": "", "cancel_requested": true}]));
    assert_eq!(tells.recv(), Ok(true));
    let result = scene.result(1);
    assert_eq!(result.json(), json!({"lease_token": "token 1", "error": "cancelled", "error_class": "cancelled"}));
    result.answer(200, json!({"status": "Failed"}));
    scene.stop();
}

#[test]
fn a_cancelled_task_cannot_snooze() {
    let (handler, starts, end) = held();
    let scene = Scene::new(|worker| worker.handle("echo", handler));
    scene.give(&[claimed(1, "echo")]);
    let context = next(&starts);
    scene.advance(10.0);
    scene.beat(json!([{"id": id(1), "lease_expires_at": "", "cancel_requested": true}]));
    assert!(context.wait_cancelled(seconds(100.0)));
    end.send(Err(Failure::snooze(seconds(60.0)))).unwrap();
    let result = scene.result(1);
    assert_eq!(result.json(), json!({"lease_token": "token 1", "error": "cancelled", "error_class": "cancelled"}));
    result.answer(200, json!({"status": "Failed"}));
    scene.stop();
}

#[test]
fn a_lost_lease_stops_the_handler_and_nothing_is_reported() {
    let (handler, starts, end) = held();
    let scene = Scene::new(|worker| worker.handle("echo", handler).concurrency(1));
    scene.give(&[claimed(1, "echo")]);
    let context = next(&starts);
    scene.advance(10.0);
    scene.beat(json!([{"id": id(1), "error": {"code": "lease_lost", "message": "over"}}]));
    assert!(context.wait_cancelled(seconds(100.0)));
    assert_eq!(context.cancel_reason(), Some(CancelReason::LeaseLost));
    context.log(Level::Info, "nobody listens");
    end.send(output(json!(1))).unwrap();
    // The slot is free only when the handler's thread has done all that it will do.
    let claim = scene.claim();
    assert!(!scene.broker.has("result") && !scene.broker.has(&id(1)));
    claim.hang_up();
    scene.stop();
    assert!(scene.lines()[0].contains("not this worker's any more"));
}

#[test]
fn a_result_survives_an_outage() {
    let scene = Scene::new(|worker| worker.handle("echo", |context| Ok(context.task().payload.clone())));
    let mut first = claimed(1, "echo");
    first["payload"] = json!({"price": "placeholder"});
    let exact = json!({ "tasks": [first] }).to_string().replace("\"placeholder\"", "1.50");
    scene.claim().answer(200, exact);
    let result = scene.result(1);
    assert_eq!(result.body, r#"{"lease_token":"token 1","output":{"price":1.50}}"#);
    let body = result.body.clone();
    result.hang_up();
    for status in [503, 500, 429, 401] {
        scene.advance(5.0);
        let again = scene.result(1);
        assert_eq!(again.body, body);
        again.answer(status, "");
    }
    scene.advance(5.0);
    scene.result(1).answer(200, json!({"status": "Completed"}));
    scene.stop();
    assert!(!scene.lines().iter().any(|line| line.contains(&id(1))), "{:?}", scene.lines());
}

#[test]
fn a_result_is_dropped_when_the_lease_is_over_or_not_its_own() {
    let scene = Scene::new(|worker| worker.handle("echo", |_| Ok(json!(1))).concurrency(1));
    scene.give(&[claimed(1, "echo")]);
    scene.result(1).hang_up();
    scene.advance(31.0);
    scene.give(&[claimed(2, "echo")]);
    let words = json!({"error": {"code": "lease_lost", "message": "Too late.", "details": []}});
    scene.result(2).answer(409, words);
    drop(scene.claim());
    scene.stop();
    let lines = scene.lines();
    assert!(lines.iter().any(|line| line.contains(&id(1)) && line.contains("its lease is over")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains(&id(2)) && line.contains("not wanted any more")), "{lines:?}");
    assert!(!scene.broker.has("result"));
}

#[test]
fn a_result_that_is_too_large_becomes_an_error() {
    let scene = Scene::new(|worker| worker.handle("echo", |_| Ok(json!("very large"))));
    scene.give(&[claimed(1, "echo")]);
    scene.result(1).answer(413, "");
    let substitute = scene.result(1);
    assert_eq!(substitute.json()["error_class"], "result_refused");
    assert_eq!(substitute.json()["no_retry"], true);
    assert!(substitute.json()["output"].is_null());
    substitute.answer(200, json!({"status": "Failed"}));
    scene.stop();
}

#[test]
fn a_handler_may_end_in_many_ways() {
    let scene = Scene::new(|worker| {
        worker
            .concurrency(9)
            .handle("value", |_| Ok(json!({ "a": null })))
            .handle("null", |_| Ok(Value::Null))
            .handle("error", |_| Ok(json!("x".parse::<i32>()?)))
            .handle("failure", |_| Err::<Value, _>(Failure::new("no host").class("dns").stack("at resolve")))
            .handle("no_retry", |_| Err::<Value, _>(Failure::no_retry("no picture")))
            .handle("retry_in", |_| Err::<Value, _>(Failure::retry_in(seconds(60.0), "busy")))
            .handle("snooze", |_| Err::<Value, _>(Failure::snooze(seconds(1.5))))
            .handle("panic", |_| -> std::result::Result<Value, Failure> { panic!("on page {}", 3) })
            .handle("mute panic", |_| -> std::result::Result<Value, Failure> { std::panic::panic_any(7) })
    });
    let ends = [
        ("value", json!({"output": {"a": null}})),
        ("null", json!({ "output": null })),
        ("error", json!({"error": "invalid digit found in string", "error_class": "core::num::error::ParseIntError"})),
        ("failure", json!({"error": "no host", "error_class": "dns", "stack": "at resolve"})),
        ("no_retry", json!({"error": "no picture", "error_class": "no_retry", "no_retry": true})),
        ("retry_in", json!({"error": "busy", "retry_in": 60.0})),
        ("snooze", json!({"snooze": 1.5})),
        ("panic", json!({"error": "on page 3", "error_class": "panic"})),
        ("mute panic", json!({"error": "the handler panicked", "error_class": "panic"})),
    ];
    let tasks: Vec<_> = (1..).zip(&ends).map(|(number, (task_type, _))| claimed(number, task_type)).collect();
    scene.give(&tasks);
    for (number, (task_type, mut expected)) in (1..).zip(ends) {
        let result = scene.result(number);
        expected["lease_token"] = json!(format!("token {number}"));
        assert_eq!(result.json(), expected, "{task_type}");
        result.answer(200, json!({"status": "Completed"}));
    }
    scene.stop();
}

#[test]
fn what_a_handler_tells_goes_out_once_a_second_and_before_its_result() {
    let (handler, starts, end) = held();
    let scene = Scene::new(|worker| worker.handle("echo", handler));
    let told = || scene.broker.expect("POST", &path(1, "heartbeat"));
    let renewed = json!({"lease_expires_at": "", "cancel_requested": false});
    scene.give(&[claimed(1, "echo")]);
    let context = next(&starts);
    context.progress(140.0, &"ö".repeat(300), Some(json!({"page": 1})));
    let first = told();
    let progress = json!({"percent": 100.0, "message": "ö".repeat(256), "data": {"page": 1}});
    assert_eq!(first.json(), json!({"lease_token": "token 1", "progress": progress}));
    first.answer(200, &renewed);

    context.log(Level::Info, "one");
    context.log(Level::Error, "two");
    context.progress(50.0, "", None);
    context.progress(51.0, "half", None);
    scene.world.expect_waiter(seconds(1.0));
    assert!(!scene.broker.has("/task/0198"));
    scene.advance(1.0);
    let second = told();
    let log = json!([{"level": "info", "message": "one"}, {"level": "error", "message": "two"}]);
    assert_eq!((&second.json()["log"], &second.json()["progress"]["percent"]), (&log, &json!(51.0)));
    // What the broker did not get is sent again, with what was told since.
    second.answer(503, "");

    context.checkpoint(json!({"page": 3}));
    context.log(Level::Debug, "three");
    end.send(output(json!(1))).unwrap();
    let last = told();
    assert!(!scene.broker.has("result"));
    assert_eq!(last.json()["checkpoint"], json!({"page": 3}));
    assert_eq!(last.json()["progress"]["percent"], json!(51.0));
    assert_eq!(last.json()["log"].as_array().unwrap().len(), 3);
    last.answer(200, &renewed);
    scene.result(1).answer(200, json!({"status": "Completed"}));
    scene.stop();
}

#[test]
fn a_long_log_loses_its_middle_while_the_broker_is_away() {
    let (handler, starts, end) = held();
    let scene = Scene::new(|worker| worker.handle("echo", handler));
    scene.give(&[claimed(1, "echo")]);
    let context = next(&starts);
    context.log(Level::Info, "0");
    let told = scene.broker.expect("POST", &path(1, "heartbeat"));
    (1..3000).for_each(|line| context.log(Level::Info, line.to_string()));
    end.send(output(json!(1))).unwrap();
    told.hang_up();
    let told = scene.broker.expect("POST", &path(1, "heartbeat"));
    let log = told.json()["log"].as_array().unwrap().clone();
    assert_eq!((log.len(), &log[0]["message"], &log[999]["message"]), (1000, &json!("0"), &json!("2999")));
    assert_eq!(log[500]["level"], "warning");
    told.answer(200, json!({"lease_expires_at": "", "cancel_requested": false}));
    scene.result(1).answer(200, json!({"status": "Completed"}));
    scene.stop();
}

#[test]
fn a_graceful_stop_lets_handlers_finish_and_gives_up_a_claim_that_is_never_answered() {
    let (handler, starts, end) = held();
    let scene = Scene::new(|worker| worker.handle("echo", handler));
    scene.give(&[claimed(1, "echo")]);
    let context = next(&starts);
    let parked = scene.claim();
    scene.stopper.stop();
    // Leases are renewed meanwhile.
    scene.advance(10.0);
    scene.beat(json!([{"id": id(1), "lease_expires_at": "", "cancel_requested": false}]));
    assert!(!context.is_cancelled());
    end.send(output(json!("in time"))).unwrap();
    scene.result(1).answer(200, json!({"status": "Completed"}));
    scene.wait_for_end();
    assert!(!scene.broker.has("claim") && !scene.broker.has("release"));
    drop(parked);
}

#[test]
fn a_worker_that_stops_hangs_up_on_its_claim_and_ends() {
    let scene = Scene::new(|worker| worker.handle("echo", |_| Ok(json!(1))));
    let mut parked = scene.claim();
    scene.stopper.stop();
    parked.expect_hang_up();
    parked.hang_up();
    scene.join();
}

#[test]
fn a_task_that_is_handed_out_while_the_worker_stops_is_given_back() {
    let scene = Scene::new(|worker| worker.handle("echo", |_| Ok(json!(1))));
    let mut parked = scene.claim();
    scene.stopper.stop();
    parked.expect_hang_up();
    parked.answer(200, json!({"tasks": [claimed(1, "echo")]}));
    let release = scene.broker.expect("POST", &path(1, "release"));
    assert_eq!(release.json(), json!({"lease_token": "token 1"}));
    release.answer(200, json!({"status": "Pending"}));
    scene.join();
    assert!(!scene.broker.has("result"));
}

#[test]
fn after_the_grace_the_rest_is_told_to_stop_and_given_back() {
    let (handler, starts, end) = held();
    let scene = Scene::new(|worker| worker.handle("echo", handler).grace(seconds(5.0)));
    scene.give(&[claimed(1, "echo")]);
    let context = next(&starts);
    context.checkpoint(json!(7));
    let told = scene.broker.expect("POST", &path(1, "heartbeat"));
    told.answer(200, json!({"lease_expires_at": "", "cancel_requested": false}));
    context.checkpoint(json!(8));
    scene.claim().hang_up();
    scene.stopper.stop();
    scene.advance(5.0);
    // The last words go ahead.
    let told = scene.broker.expect("POST", &path(1, "heartbeat"));
    assert_eq!(told.json()["checkpoint"], 8);
    told.answer(200, json!({"lease_expires_at": "", "cancel_requested": false}));
    let release = scene.broker.expect("POST", &path(1, "release"));
    assert_eq!(context.cancel_reason(), Some(CancelReason::Stopping));
    assert_eq!(release.json(), json!({"lease_token": "token 1"}));
    release.answer(200, json!({"status": "Pending"}));
    scene.wait_for_end();
    end.send(output(json!("too late"))).unwrap();
    assert!(!scene.broker.has("result"));
}

#[test]
fn a_task_without_a_handler_is_given_back_for_a_while() {
    let scene = Scene::new(|worker| worker.handle("echo", |_| Ok(json!(1))));
    scene.give(&[claimed(1, "shout")]);
    let release = scene.broker.expect("POST", &path(1, "release"));
    assert_eq!(release.json(), json!({"lease_token": "token 1", "delay": 30.0}));
    release.answer(200, json!({"status": "Pending"}));
    scene.stop();
}

#[test]
fn a_drained_worker_claims_nothing_until_it_may_again() {
    let scene = Scene::new(|worker| worker.handle("echo", |_| Ok(json!(1))));
    let parked = scene.claim();
    scene.advance(10.0);
    scene.beat_with(json!([]), true, false);
    scene.wait_for_drain();
    parked.answer(200, json!({"tasks": []}));
    scene.advance(10.0);
    scene.beat_with(json!([]), true, false);
    assert!(!scene.broker.has("claim"));
    scene.advance(10.0);
    scene.beat_with(json!([]), false, false);
    drop(scene.claim());
    scene.stop();
}

#[test]
fn the_broker_may_stop_a_worker() {
    let scene = Scene::new(|worker| worker.handle("echo", |_| Ok(json!(1))));
    scene.advance(10.0);
    scene.beat_with(json!([]), true, true);
    scene.wait_for_end();
}

#[test]
fn schemas_are_registered_at_the_start_and_when_the_broker_is_back() {
    let schema = json!({"task_type": "echo", "fields": {}});
    let scene = Scene::new(|worker| worker.handle("echo", |_| Ok(json!(1))).schema(schema.clone()));
    let register = || scene.broker.expect("POST", "/task/set_schema");
    let first = register();
    assert_eq!(first.json(), schema);
    first.answer(200, &schema);
    scene.claim().hang_up();
    scene.advance(5.0);
    register().hang_up();
    scene.advance(5.0);
    register().answer(200, &schema);
    scene.give(&[]);
    scene.advance(1.0);
    let parked = scene.claim();
    let lines = scene.lines();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].contains("cannot claim") && lines[1].contains("back"));
    parked.hang_up();
    scene.stop();
}

#[test]
fn a_schema_that_is_refused_does_not_keep_a_worker_from_working() {
    let scene = Scene::new(|worker| worker.handle("echo", |_| Ok(json!(1))).schema(json!({"fields": 7})));
    scene.broker.expect("POST", "/task/set_schema").answer(400, "");
    drop(scene.claim());
    assert!(scene.lines()[0].contains("a schema was not registered"));
    scene.stop();
}

#[test]
fn a_worker_without_handlers_is_refused() {
    let error = Worker::new(Client::new("http://127.0.0.1:1")).run().unwrap_err();
    assert_eq!(error.code, "invalid_argument");
}
