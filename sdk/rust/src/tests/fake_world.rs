// SPDX-License-Identifier: MIT
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

use crate::world::World;

/// Time passes only when a test says so, or somebody sleeps. Chance always gives the most.
pub struct FakeWorld {
    start: Instant,
    passed: Mutex<Duration>,
    sleeps: Mutex<Vec<Duration>>,
    waits: Mutex<Vec<Duration>>,
    waiting: Condvar,
}

impl FakeWorld {
    pub fn new() -> FakeWorld {
        FakeWorld {
            start: Instant::now(),
            passed: Mutex::default(),
            sleeps: Mutex::default(),
            waits: Mutex::default(),
            waiting: Condvar::new(),
        }
    }

    pub fn advance(&self, time: Duration) {
        *self.passed.lock().unwrap() += time;
    }

    /// Returns once a thread has begun to wait until this time since the start.
    pub fn expect_waiter(&self, until: Duration) {
        let waits = self.waits.lock().unwrap();
        let limit = Duration::from_secs(20);
        let found = self.waiting.wait_timeout_while(waits, limit, |waits| !waits.contains(&until)).unwrap();
        assert!(!found.1.timed_out(), "nobody waits until {until:?}, but until {:?}", found.0);
    }

    /// What was slept so far.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.sleeps.lock().unwrap().clone()
    }
}

impl World for FakeWorld {
    fn now(&self) -> Instant {
        self.start + *self.passed.lock().unwrap()
    }

    fn unix_time(&self) -> Duration {
        Duration::from_secs(1_700_000_000) + *self.passed.lock().unwrap()
    }

    fn random(&self) -> u64 {
        u64::MAX
    }

    fn sleep(&self, time: Duration) {
        self.sleeps.lock().unwrap().push(time);
        self.advance(time);
    }

    /// Whoever waits is woken by the test that lets time pass; this only ends a test that went wrong.
    fn patience(&self, until: Instant) -> Duration {
        self.waits.lock().unwrap().push(until - self.start);
        self.waiting.notify_all();
        Duration::from_secs(60)
    }
}
