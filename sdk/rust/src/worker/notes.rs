// SPDX-License-Identifier: MIT
use serde::Serialize;

use crate::json::Json;
use crate::wire::Progress;

/// Lines kept while the broker is away: the first and the newest half of them.
const LINES_MAX: usize = 1000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Debug,
    Info,
    Warning,
    Error,
}

/// A line has no time of its own: the broker's clock says when it came, and no other clock is compared with it.
#[derive(Clone, Serialize)]
struct Line {
    level: Level,
    message: String,
}

/// What a handler has told, and the broker has not been told yet.
#[derive(Clone, Default, Serialize)]
pub(crate) struct Notes {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<Progress>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<Json>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    log: Vec<Line>,
}

impl Notes {
    pub(crate) fn is_empty(&self) -> bool {
        self.progress.is_none() && self.checkpoint.is_none() && self.log.is_empty()
    }

    pub(crate) fn add_line(&mut self, level: Level, message: String) {
        self.log.push(Line { level, message });
        if self.log.len() > LINES_MAX {
            self.log.remove(LINES_MAX / 2);
            self.log[LINES_MAX / 2] = Line { level: Level::Warning, message: "… lines are missing here".to_owned() };
        }
    }

    /// Takes back what could not be sent; what was told since is newer.
    pub(crate) fn put_back(&mut self, unsent: Notes) {
        let newer = std::mem::replace(self, unsent);
        self.progress = newer.progress.or_else(|| self.progress.take());
        self.checkpoint = newer.checkpoint.or_else(|| self.checkpoint.take());
        for line in newer.log {
            self.add_line(line.level, line.message);
        }
    }
}
