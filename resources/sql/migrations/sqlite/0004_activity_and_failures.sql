-- From here on the broker remembers what happened lately over a restart, and groups dead tasks by what they died of.

-- name: activity
-- One step (60 or 3,600 seconds long) of the broker, a queue or a type. waits and runs: how often something took how long, as
-- core/activity.h writes it.
CREATE TABLE activity (
    step INTEGER NOT NULL,
    start INTEGER NOT NULL,
    subject TEXT NOT NULL,
    enqueued INTEGER NOT NULL,
    started INTEGER NOT NULL,
    completed INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    dead INTEGER NOT NULL,
    ready INTEGER NOT NULL,
    oldest_wait INTEGER NOT NULL,
    waits TEXT,
    runs TEXT,
    PRIMARY KEY (step, start, subject)
) STRICT, WITHOUT ROWID
