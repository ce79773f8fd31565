// SPDX-License-Identifier: MIT
use std::net::Shutdown;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use socket2::Socket;

use crate::world::World;

/// For another side that does not notice, such as a proxy.
const LINGER: Duration = Duration::from_secs(1);

/// Ends a request from another thread without losing its answer: the other side hears that nobody waits any more, and what it
/// has sent by then still arrives.
pub(crate) struct HangUp {
    world: Arc<dyn World>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    asked_at: Option<Instant>,
    /// Of the request under way; several while libcurl tries several addresses.
    sockets: Vec<Socket>,
}

impl State {
    fn end_sending(&self) {
        for socket in &self.sockets {
            // Fails while it is not connected. Then the next look does it.
            let _ = socket.shutdown(Shutdown::Write);
        }
    }
}

impl HangUp {
    pub(crate) fn new(world: Arc<dyn World>) -> HangUp {
        HangUp { world, state: Mutex::default() }
    }

    pub(crate) fn ask(&self) {
        let mut state = self.lock();
        state.asked_at.get_or_insert_with(|| self.world.now());
        state.end_sending();
    }

    pub(crate) fn is_asked(&self) -> bool {
        self.lock().asked_at.is_some()
    }

    /// Whether a request under way still waits for its answer. To be asked now and then while it does.
    pub(crate) fn still_listens(&self) -> bool {
        let state = self.lock();
        state.asked_at.map_or(true, |asked_at| {
            state.end_sending();
            self.world.now() < asked_at + LINGER
        })
    }

    pub(crate) fn add(&self, socket: Socket) {
        self.lock().sockets.push(socket);
    }

    /// When the request is over: a connection is closed only when nobody holds it any more.
    pub(crate) fn forget_sockets(&self) {
        self.lock().sockets.clear();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
