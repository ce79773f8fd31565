// SPDX-License-Identifier: MIT
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use uuid::Uuid;

/// Time and chance, as the rest of the crate sees them. Tests bring a world of their own, in which nobody has to wait.
pub(crate) trait World: Send + Sync {
    /// The monotonic clock, by which everything is timed.
    fn now(&self) -> Instant;
    /// The wall clock, since 1970. New ids look at it, and heartbeats tell it.
    fn unix_time(&self) -> Duration;
    fn random(&self) -> u64;
    fn sleep(&self, time: Duration);
    /// How long a thread may wait for others before it must look at the clock itself, when it wants to go on at `until`.
    fn patience(&self, until: Instant) -> Duration;
}

pub(crate) struct RealWorld;

impl World for RealWorld {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn unix_time(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    /// Of a version 4 UUID the upper half has 60 random bits and the lower one 62, around fixed ones.
    fn random(&self) -> u64 {
        let bits = Uuid::new_v4().as_u128();
        (bits as u64) ^ ((bits >> 64) as u64).rotate_left(32)
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }

    fn patience(&self, until: Instant) -> Duration {
        until.saturating_duration_since(self.now())
    }
}

const BACKOFF_MIN: Duration = Duration::from_millis(100);
const BACKOFF_MAX: Duration = Duration::from_secs(5);
const RETRY_AFTER_MAX: Duration = Duration::from_secs(60);

/// How long to rest after so many failures in a row: what the broker asked for, else full jitter below a doubling bound.
pub(crate) fn rest_after(failures: u32, asked: Option<Duration>, world: &dyn World) -> Duration {
    if let Some(asked) = asked {
        return asked.min(RETRY_AFTER_MAX);
    }
    let bound = (BACKOFF_MIN * (1 << failures.min(16))).min(BACKOFF_MAX);
    let chance = world.random() as f64 / u64::MAX as f64;
    bound.mul_f64(chance)
}

/// A time since 1970 as the wire has it: `2026-11-25T10:00:00.000Z`.
pub(crate) fn time_text(unix: Duration) -> String {
    let (days, seconds) = (unix.as_secs() / 86_400, unix.as_secs() % 86_400);
    // Of a calendar that begins on the first of March each leap day is a year's last, and its years repeat after 400 of them.
    let shifted = days + 719_468;
    let (era, day) = (shifted / 146_097, shifted % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let date = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = 400 * era + year + u64::from(month <= 2);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}.{:03}Z", unix.subsec_millis())
}

/// Makes the ids of new tasks: UUIDs of version 7, which grow in the order in which they were made.
#[derive(Default)]
pub(crate) struct TaskIds {
    last: AtomicU64,
}

impl TaskIds {
    pub(crate) fn next(&self, world: &dyn World) -> Uuid {
        // Milliseconds in the upper 48 bits; below, 4096ths of one keep ids of the same millisecond in order.
        let now = (world.unix_time().as_nanos() * 4096 / 1_000_000) as u64;
        let after = |last: u64| now.max(last + 1);
        let last = self.last.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(after(last)));
        let time = after(last.unwrap_or_else(|last| last));
        let upper = ((time >> 12) << 16) | 0x7000 | (time & 0xfff);
        let lower = (world.random() >> 2) | (1 << 63);
        Uuid::from_u128((u128::from(upper) << 64) | u128::from(lower))
    }
}
