// SPDX-License-Identifier: MIT
use std::future::Future;
use std::net::TcpListener;
use std::sync::Arc;
use std::task::{Context, Poll, Wake};
use std::thread;
use std::time::Duration;

use serde_json::{json, Value};
use uuid::Uuid;

use super::broker::{task, Broker};
use super::fake_world::FakeWorld;
use crate::{in_background, Client, Json, ListQuery, NewTask, State, TaskQueueClient};

const ID: &str = "0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10";

fn id() -> Uuid {
    ID.parse().unwrap()
}

struct Scene {
    broker: Broker,
    world: Arc<FakeWorld>,
    client: Client,
}

impl Scene {
    fn new() -> Scene {
        let broker = Broker::start();
        let world = Arc::new(FakeWorld::new());
        let client = Client::new(format!("{}/", broker.url)).in_world(world.clone());
        Scene { broker, world, client }
    }

    /// Makes the call on another thread, while this one plays the broker.
    fn call<T: Send>(&self, call: impl FnOnce(&Client) -> T + Send, play: impl FnOnce(&Broker)) -> T {
        let client = self.client.clone();
        thread::scope(|scope| {
            let outcome = scope.spawn(move || call(&client));
            play(&self.broker);
            outcome.join().unwrap()
        })
    }
}

fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

#[test]
fn ids_are_of_version_7_and_grow_within_a_millisecond_too() {
    let scene = Scene::new();
    let tasks = (0..5000).map(|_| NewTask::new("echo", json!(1)));
    let mut sent = Vec::new();
    let answer = scene.call(
        |client| client.batch(tasks),
        |broker| {
            let request = broker.expect("POST", "/task/batch");
            sent = request.json()["tasks"].as_array().unwrap().iter().map(|task| task["id"].clone()).collect();
            request.answer(201, json!({ "tasks": [task(json!({}))] }));
        },
    );
    assert_eq!(answer.unwrap().len(), 1);
    let ids: Vec<Uuid> = sent.iter().map(|id| id.as_str().unwrap().parse().unwrap()).collect();
    assert!(ids.iter().all(|id| id.get_version_num() == 7 && id.get_variant() == uuid::Variant::RFC4122));
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!(ids[0].as_u128() >> 80, 1_700_000_000_000);
}

#[test]
fn a_broken_connection_is_repeated_with_the_same_id() {
    let scene = Scene::new();
    let mut bodies = Vec::new();
    let answer = scene.call(
        |client| client.enqueue(NewTask::new("echo", json!({"echo": "hello"}))),
        |broker| {
            let first = broker.expect("POST", "/task");
            bodies.push(first.body.clone());
            first.hang_up();
            let second = broker.expect("POST", "/task");
            bodies.push(second.body.clone());
            assert_eq!(second.headers["content-type"], "application/json");
            second.answer(200, task(json!({})));
        },
    );
    assert_eq!(answer.unwrap().id, id());
    assert_eq!(bodies[0], bodies[1]);
    assert_eq!(scene.world.sleeps(), [seconds(0.1)]);
}

#[test]
fn only_passing_answers_are_repeated() {
    for status in [429, 502, 503, 504] {
        let scene = Scene::new();
        let answer = scene.call(
            |client| client.types(),
            |broker| {
                broker.expect("GET", "/task/types").answer(status, "");
                broker.expect("GET", "/task/types").answer(200, json!(["echo"]));
            },
        );
        assert_eq!(answer.unwrap(), ["echo"], "{status}");
    }
    for status in [302, 400, 401, 404, 409, 413, 422, 500, 507] {
        let scene = Scene::new();
        let answer = scene.call(
            |client| client.types(),
            |broker| broker.expect("GET", "/task/types").answer_with(status, "Retry-After: 2\r\n", ""),
        );
        let error = answer.unwrap_err();
        assert_eq!((error.status, error.retry_after), (status, Some(seconds(2.0))));
        assert!(scene.world.sleeps().is_empty(), "{status}");
    }
}

#[test]
fn retry_after_is_obeyed_up_to_a_minute() {
    let mut scene = Scene::new();
    scene.client = scene.client.clone().timeout(seconds(100.0));
    let answer = scene.call(
        |client| client.types(),
        |broker| {
            let types = || broker.expect("GET", "/task/types");
            types().answer_with(503, "Retry-After: 7\r\n", "");
            types().answer_with(429, "retry-after: 3600\r\n", "");
            types().answer_with(429, "Retry-After: Wed, 25 Nov 2026 10:00:00 GMT\r\n", "");
            types().answer(200, "[]");
        },
    );
    answer.unwrap();
    assert_eq!(scene.world.sleeps(), [seconds(7.0), seconds(60.0), seconds(0.4)]);
}

#[test]
fn pauses_grow_to_five_seconds_until_the_calls_time_is_over() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let world = Arc::new(FakeWorld::new());
    let client = Client::new(format!("http://{closed}")).in_world(world.clone()).timeout(seconds(20.0));
    let error = client.types().unwrap_err();
    assert_eq!((error.status, error.code.as_str()), (0, "unreachable"));
    assert!(error.message.contains(&closed.to_string()));
    assert_eq!(world.sleeps(), [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0].map(seconds));
}

#[test]
fn who_wants_no_repeats_gets_none() {
    let mut scene = Scene::new();
    scene.client = scene.client.clone().repeats(false);
    let answer = scene.call(|client| client.types(), |broker| broker.expect("GET", "/task/types").hang_up());
    assert_eq!(answer.unwrap_err().code, "unreachable");
    assert!(scene.world.sleeps().is_empty());
}

#[test]
fn an_answer_without_the_brokers_words_is_a_clear_error() {
    for body in ["", "<html>Bad Gateway</html>", "[]", "{\"error\": \"no\"}", "\u{fffd}"] {
        let scene = Scene::new();
        let answer =
            scene.call(|client| client.types(), |broker| broker.expect("GET", "/task/types").answer(404, body));
        let error = answer.unwrap_err();
        assert_eq!((error.status, error.code.as_str()), (404, "http_error"), "{body}");
        assert!(error.message.contains("404"));
    }
    let scene = Scene::new();
    let answer =
        scene.call(|client| client.types(), |broker| broker.expect("GET", "/task/types").answer(200, "<html>"));
    assert_eq!(answer.unwrap_err().code, "malformed_answer");
}

#[test]
fn a_refusal_says_what_the_broker_said() {
    let scene = Scene::new();
    let words = json!({"error": {"code": "schema_mismatch", "message": "It does not fit.", "details": [
        {"pointer": "/echo", "keyword": "required", "message": "echo is missing.", "since": 2}, 7]}});
    let answer = scene.call(
        |client| client.enqueue(NewTask::new("echo", json!({}))),
        |broker| broker.expect("POST", "/task").answer(422, &words),
    );
    let error = answer.unwrap_err();
    assert_eq!((error.status, error.code.as_str()), (422, "schema_mismatch"));
    assert_eq!(error.details.len(), 1);
    assert_eq!(error.details[0].pointer, "/echo");
    assert_eq!(error.to_string(), "It does not fit. (schema_mismatch, HTTP 422)\n  /echo: echo is missing.");
}

#[test]
fn waiting_for_a_result_asks_again_until_the_task_has_ended() {
    let scene = Scene::new();
    let poll = format!("/task/{ID}?wait=20");
    let answer = scene.call(
        |client| client.wait_for_result(&id(), seconds(60.0)),
        |broker| {
            let first = broker.expect("GET", &poll);
            scene.world.advance(seconds(20.0));
            first.answer(200, task(json!({"state": "running", "status": "Running"})));
            let second = broker.expect("GET", &poll);
            second.answer(200, r#"{"id":"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10","task_type":"echo","payload":1.50,
                "status":"Completed","result":{"output":{"z":1e2,"a":18446744073709551615},"error":null},"created_at":""}"#);
        },
    );
    let task = answer.unwrap();
    assert_eq!(task.payload_text(), "1.50");
    assert_eq!(task.output_text(), Some(r#"{"z":1e2,"a":18446744073709551615}"#));
    assert_eq!(task.result.unwrap().output["a"].as_u64(), Some(u64::MAX));
    assert!(scene.world.sleeps().iter().all(Duration::is_zero));
}

#[test]
fn waiting_ends_with_the_callers_time_and_does_not_hammer_a_broker_that_answers_at_once() {
    let scene = Scene::new();
    let answer = scene.call(
        |client| client.wait_for_result(&id(), seconds(1.5)),
        |broker| {
            for wait in ["1.5", "0.5", "0"] {
                broker.expect("GET", &format!("/task/{ID}?wait={wait}")).answer(200, task(json!({"state": "ready"})));
            }
        },
    );
    let error = answer.unwrap_err();
    assert_eq!((error.status, error.code.as_str()), (0, "timeout"));
    assert!(error.message.contains("it is ready"));
    assert_eq!(scene.world.sleeps(), [seconds(1.0), seconds(0.5)]);
}

#[test]
fn the_iterator_follows_next_through_short_and_empty_pages() {
    let scene = Scene::new();
    let query = ListQuery { states: vec!["dead".into()], limit: Some(2), ..ListQuery::default() };
    let found = scene.call(
        |client| client.tasks(query).map(|task| task.unwrap().version).collect::<Vec<_>>(),
        |broker| {
            let page = |tasks: Value, next| json!({"tasks": tasks, "next": next, "prev": null, "revision": 9});
            let first = json!([task(json!({"version": 1})), task(json!({"version": 2}))]);
            broker.expect("GET", "/task?state=dead&limit=2").answer(200, page(first, Some("a b")));
            broker.expect("GET", "/task?state=dead&limit=2&after=a%20b").answer(200, page(json!([]), Some("c")));
            let last = json!([task(json!({"version": 3}))]);
            broker.expect("GET", "/task?state=dead&limit=2&after=c").answer(200, page(last, None));
        },
    );
    assert_eq!(found, [1, 2, 3]);
}

#[test]
fn the_iterator_ends_after_an_error() {
    let scene = Scene::new();
    let found = scene.call(
        |client| client.tasks(ListQuery::default()).map(|task| task.is_ok()).collect::<Vec<_>>(),
        |broker| broker.expect("GET", "/task").answer(400, ""),
    );
    assert_eq!(found, [false]);
}

#[test]
fn payloads_travel_to_the_letter() {
    let scene = Scene::new();
    let text = r#"{"z":18446744073709551615,"price":1.50,"a":"\u0041"}"#;
    for is_batch in [false, true] {
        let new_task = NewTask::new("echo", Json::from_text(text).unwrap());
        let sent = |broker: &Broker, path, answer: Value| {
            let request = broker.expect("POST", path);
            assert!(request.body.contains(&format!(r#""payload":{text}"#)), "{}", request.body);
            request.answer(201, answer);
        };
        if is_batch {
            let call = |client: &Client| drop(client.batch([new_task]).unwrap());
            scene.call(call, |broker| sent(broker, "/task/batch", json!({ "tasks": [task(json!({}))] })));
        } else {
            let call = |client: &Client| drop(client.enqueue(new_task).unwrap());
            scene.call(call, |broker| sent(broker, "/task", task(json!({}))));
        }
    }
}

#[test]
fn cancelling_twice_is_cancelling_once() {
    let scene = Scene::new();
    let answer = scene.call(
        |client| client.cancel(&id(), Some("no longer wanted")),
        |broker| {
            let first = broker.expect("POST", &format!("/task/{ID}/cancel"));
            let key = first.headers["idempotency-key"].clone();
            first.hang_up();
            let second = broker.expect("POST", &format!("/task/{ID}/cancel"));
            assert_eq!(second.headers["idempotency-key"], key);
            assert_eq!(second.json(), json!({"reason": "no longer wanted"}));
            second.answer(200, task(json!({"state": "cancelled"})));
        },
    );
    assert_eq!(answer.unwrap().state, State::Cancelled);
}

#[test]
fn types_may_be_called_anything_and_the_token_goes_along() {
    let mut scene = Scene::new();
    scene.client = scene.client.clone().token("secret\n").header("X-Tenant", "7");
    let schema = json!({"task_type": "a/b %", "fields": {}});
    for (task_type, path) in [("a/b %", "/task/types/a%2Fb%20%25/schema"), ("..", "/task/types/../schema")] {
        let answer = scene.call(
            |client| client.schema(task_type),
            |broker| {
                let request = broker.expect("GET", path);
                assert_eq!(request.headers["authorization"], "Bearer secret");
                assert_eq!(request.headers["x-tenant"], "7");
                request.answer(200, &schema);
            },
        );
        assert_eq!(answer.unwrap().task_type, "a/b %");
    }
}

#[test]
fn what_cannot_be_sent_safely_is_not_sent() {
    let error = Client::new("http://127.0.0.1:1").token("a\r\nX-Evil: 1").types().unwrap_err();
    assert_eq!((error.status, error.code.as_str()), (0, "invalid_argument"));
    let error = Client::new("127.0.0.1:8080").types().unwrap_err();
    assert_eq!((error.status, error.code.as_str()), (0, "invalid_argument"));
    assert!(error.message.contains("http://"));
}

/// The smallest async runtime there is.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(thread::Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Arc::new(Unpark(thread::current())).into();
    let mut future = Box::pin(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}

#[test]
fn authorities_come_from_the_given_file() {
    let broker = Broker::start();
    let client = Client::new(broker.url.replace("http:", "https:")).repeats(false).ca_file("/nowhere/authority.pem");
    let error = client.types().unwrap_err();
    assert_eq!((error.status, error.code.as_str()), (0, "invalid_argument"));
    assert!(error.message.contains("/nowhere/authority.pem"), "{error}");
}

#[test]
fn programs_of_the_original_sdk_work_unchanged() {
    let broker = Broker::start();
    let client = TaskQueueClient::new(&broker.url);
    let program = async {
        let created = client.create_task("echo", json!({"echo": "hello"})).await?;
        client.get_task(&created.id).await
    };
    let task = thread::scope(|scope| {
        let outcome = scope.spawn(|| block_on(program));
        broker.expect("POST", "/task").answer(200, task(json!({})));
        broker.expect("GET", &format!("/task/{ID}")).answer(200, task(json!({"status": "Completed"})));
        outcome.join().unwrap().unwrap()
    });
    assert_eq!(task.payload["echo"], "hello");
    assert!(task.has_ended());
}

#[test]
fn a_panic_in_the_background_comes_to_the_front() {
    let outcome = thread::spawn(|| block_on(in_background(|| -> u8 { panic!("oh") }))).join();
    assert_eq!(outcome.unwrap_err().downcast_ref::<&str>(), Some(&"oh"));
}
