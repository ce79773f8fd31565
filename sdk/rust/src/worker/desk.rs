// SPDX-License-Identifier: MIT
use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::context::CancelReason;
use super::notes::Notes;
use crate::hang_up::HangUp;
use crate::world::World;

/// A handler's notes go out at most this often.
const TELL_INTERVAL: Duration = Duration::from_secs(1);

/// Where a worker's threads meet: one lock, one condition, and all that any of them waits for.
pub(crate) struct Desk {
    pub world: Arc<dyn World>,
    /// Ends a claim that waits.
    pub hang_up: Arc<HangUp>,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
pub(crate) struct State {
    /// By lease token: the same task may come again while its old handler still runs. Each takes a slot.
    pub runs: HashMap<Arc<str>, Run>,
    pub draining: bool,
    /// Since when the worker stops.
    pub stopping: Option<Instant>,
    /// Nothing is sent any more.
    pub ended: bool,
}

/// One claimed task, until its handler has come back and its result is acknowledged.
pub(crate) struct Run {
    pub id: Uuid,
    /// Surely ours until then, unless the broker says otherwise.
    pub lease_until: Instant,
    pub cancel: Option<CancelReason>,
    pub notes: Notes,
    pub told_at: Option<Instant>,
    /// Notes are on their way; one request at a time keeps the log in order.
    pub telling: bool,
    /// The handler has come back, and its own thread sends what is left.
    pub finished: bool,
}

impl Run {
    pub(crate) fn new(id: Uuid, lease_until: Instant) -> Run {
        Run { id, lease_until, cancel: None, notes: Notes::default(), told_at: None, telling: false, finished: false }
    }

    /// Whether the broker still wants to hear of it from here.
    pub(crate) fn is_ours(&self) -> bool {
        !matches!(self.cancel, Some(CancelReason::LeaseLost | CancelReason::Stopping))
    }

    pub(crate) fn renew(&mut self, lease_until: Instant, cancel_requested: bool) {
        self.lease_until = lease_until;
        if cancel_requested {
            self.cancel.get_or_insert(CancelReason::Requested);
        }
    }

    /// True when that is news.
    pub(crate) fn lose(&mut self) -> bool {
        let was_ours = self.is_ours();
        self.cancel = Some(CancelReason::LeaseLost);
        was_ours
    }

    pub(crate) fn has_words(&self) -> bool {
        !self.notes.is_empty() && !self.telling && self.cancel != Some(CancelReason::LeaseLost)
    }

    /// When its notes may go out; None when there is nothing to send, or another thread does it.
    fn tells_at(&self, now: Instant) -> Option<Instant> {
        let tells = self.has_words() && !self.finished && self.is_ours();
        tells.then(|| self.told_at.map_or(now, |told_at| told_at + TELL_INTERVAL))
    }
}

/// What the heartbeat's thread has to do next.
pub(crate) enum Duty {
    Beat,
    Tell(Arc<str>),
    End,
}

impl Desk {
    pub(crate) fn new(world: Arc<dyn World>) -> Desk {
        Desk { hang_up: Arc::new(HangUp::new(world.clone())), world, state: Mutex::default(), changed: Condvar::new() }
    }

    pub(crate) fn now(&self) -> Instant {
        self.world.now()
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics at the desk")
    }

    pub(crate) fn change<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        let outcome = act(&mut self.lock());
        self.changed.notify_all();
        outcome
    }

    /// Waits for a change, or for a time. It may return for no reason, so look again.
    pub(crate) fn wait<'a>(&self, state: MutexGuard<'a, State>, until: Option<Instant>) -> MutexGuard<'a, State> {
        let woken = match until {
            Some(until) => self.changed.wait_timeout(state, self.world.patience(until)).map(|(state, _)| state).ok(),
            None => self.changed.wait(state).ok(),
        };
        woken.expect("nobody panics at the desk")
    }

    pub(crate) fn stop(&self) {
        let now = self.now();
        self.change(|state| state.stopping.get_or_insert(now).to_owned());
        self.hang_up.ask();
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.lock().stopping.is_some()
    }

    /// Waits until tasks may be claimed, and says how many; None once the worker stops.
    pub(crate) fn wait_for_turn(&self, concurrency: usize, not_before: Instant) -> Option<usize> {
        let mut state = self.lock();
        loop {
            if state.stopping.is_some() {
                return None;
            }
            let free = concurrency.saturating_sub(state.runs.len());
            let may_claim = free > 0 && !state.draining;
            if may_claim && self.now() >= not_before {
                return Some(free);
            }
            state = self.wait(state, may_claim.then_some(not_before));
        }
    }

    /// Waits until a heartbeat is due, or a handler's notes are if they may go out now.
    pub(crate) fn wait_for_duty(&self, next_beat: Instant, may_tell: bool) -> Duty {
        let mut state = self.lock();
        loop {
            let now = self.now();
            if state.ended {
                return Duty::End;
            }
            if now >= next_beat {
                return Duty::Beat;
            }
            let due = state.runs.iter().filter_map(|(token, run)| Some((run.tells_at(now)?, token)));
            let first = due.min().filter(|_| may_tell).map(|(time, token)| (time, token.clone()));
            match first {
                Some((time, token)) if time <= now => return Duty::Tell(token),
                first => {
                    let until = first.map_or(next_beat, |(time, _)| time.min(next_beat));
                    state = self.wait(state, Some(until));
                }
            }
        }
    }

    /// Leaves the run's last words to the calling thread, once the other has none of them on its way.
    pub(crate) fn finish(&self, token: &str) {
        self.change(|state| state.runs.get_mut(token).map(|run| run.finished = true));
        self.wait_for_words(token);
    }

    pub(crate) fn wait_for_words(&self, token: &str) {
        let mut state = self.lock();
        while state.runs.get(token).map_or(false, |run| run.telling) {
            state = self.wait(state, None);
        }
    }

    /// Waits until nothing is left to be done for the broker, or the worker has been stopping for so long.
    pub(crate) fn wait_until_idle(&self, grace: Duration) {
        let mut state = self.lock();
        let end = state.stopping.unwrap_or_else(|| self.now()) + grace;
        while state.runs.values().any(Run::is_ours) && self.now() < end {
            state = self.wait(state, Some(end));
        }
    }
}
