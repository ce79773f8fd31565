// SPDX-License-Identifier: MIT
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{channel, Receiver, Sender};
use std::thread;
use std::time::Duration;

use serde_json::Value;

/// A broker that says what the test tells it to: `broker.expect("POST", "/task").answer(201, …)`.
pub struct Broker {
    pub url: String,
    incoming: Receiver<Incoming>,
    /// What came before the test asked for it: a worker's threads speak in any order.
    early: RefCell<Vec<Incoming>>,
}

/// A request that waits for its answer. Dropped, its connection is closed without one.
pub struct Incoming {
    pub method: String,
    /// With the query.
    pub path: String,
    /// By lower-case name.
    pub headers: HashMap<String, String>,
    pub body: String,
    connection: TcpStream,
    reply: Sender<String>,
}

impl Broker {
    pub fn start() -> Broker {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (sender, incoming) = channel();
        thread::spawn(move || {
            for connection in listener.incoming() {
                let sender = sender.clone();
                thread::spawn(move || serve(connection.unwrap(), &sender));
            }
        });
        Broker { url, incoming, early: RefCell::default() }
    }

    /// Waits for this request. Others are kept until they are expected.
    pub fn expect(&self, method: &str, path: &str) -> Incoming {
        let request = self.expect_any(&[path]);
        assert_eq!(request.method, method, "{path}");
        request
    }

    /// Waits for a request with one of these paths.
    pub fn expect_any(&self, paths: &[&str]) -> Incoming {
        let is_one = |request: &Incoming| paths.contains(&request.path.as_str());
        let mut early = self.early.borrow_mut();
        if let Some(place) = early.iter().position(is_one) {
            return early.remove(place);
        }
        loop {
            let request = self.incoming.recv_timeout(Duration::from_secs(20));
            let request = request.unwrap_or_else(|_| panic!("{paths:?} did not come"));
            if is_one(&request) {
                return request;
            }
            early.push(request);
        }
    }

    /// Hangs up on everybody who waits for an answer, and on the next one.
    pub fn hang_up_within(&self, time: Duration) {
        self.early.borrow_mut().clear();
        drop(self.incoming.recv_timeout(time));
    }

    /// Whether a request with such a path has come that nobody expected.
    pub fn has(&self, part: &str) -> bool {
        let mut early = self.early.borrow_mut();
        early.extend(self.incoming.try_iter());
        early.iter().any(|request| request.path.contains(part))
    }
}

impl Incoming {
    pub fn answer(self, status: u16, body: impl ToString) {
        self.answer_with(status, "", body);
    }

    /// `headers` are whole lines, each with its line break.
    pub fn answer_with(self, status: u16, headers: &str, body: impl ToString) {
        let body = body.to_string();
        let length = body.len();
        let reply =
            format!("HTTP/1.1 {status} Status\r\n{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}");
        self.reply.send(reply).unwrap();
    }

    pub fn hang_up(self) {}

    /// Waits until the other side says that it will send nothing more.
    pub fn expect_hang_up(&mut self) {
        self.connection.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        assert_eq!(self.connection.read(&mut [0]).expect("nobody hangs up"), 0);
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// A connection serves one request: on a kept one libcurl would by itself repeat a request on which it was hung up.
fn serve(mut connection: TcpStream, sender: &Sender<Incoming>) {
    let request = read_request(&connection);
    if let Some((request, reply)) = request {
        let expected = sender.send(request).is_ok();
        if let (true, Ok(reply)) = (expected, reply.recv()) {
            // The other side may have given up.
            let _ = connection.write_all(reply.as_bytes());
        }
    }
}

fn read_request(connection: &TcpStream) -> Option<(Incoming, Receiver<String>)> {
    let connection = connection.try_clone().unwrap();
    let mut reader = BufReader::new(connection.try_clone().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.trim_end().split_once(": ") {
            Some((name, value)) => headers.insert(name.to_ascii_lowercase(), value.to_owned()),
            None => break,
        };
    }
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let (reply, answer) = channel();
    let body = String::from_utf8(body).unwrap();
    Some((Incoming { method, path, headers, body, connection, reply }, answer))
}

/// A task as a broker shows it, with these members on top.
pub fn task(more: Value) -> Value {
    let mut task = serde_json::json!({
        "id": "0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10", "task_type": "echo", "payload": {"echo": "hello"},
        "status": "Pending", "result": null, "created_at": "2026-11-25T10:00:00.000Z", "started_at": null,
        "completed_at": null, "state": "ready", "queue": "default", "attempt": 0, "version": 1,
    });
    for (name, value) in more.as_object().unwrap() {
        task[name] = value.clone();
    }
    task
}
