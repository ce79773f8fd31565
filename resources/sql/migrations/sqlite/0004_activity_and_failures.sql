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

-- name: deaths
-- One row for each dead task, apart from it: what completes writes none. In the order of dying, from which they are looked at.
CREATE TABLE deaths (
    died_at INTEGER NOT NULL,
    seq INTEGER NOT NULL REFERENCES tasks (seq) ON DELETE CASCADE,
    type TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (died_at, seq)
) STRICT, WITHOUT ROWID

-- name: copy_deaths
-- error_signature is a function of ours, which the connection brings along.
INSERT INTO deaths (died_at, seq, type, signature)
SELECT completed_at, seq, type, error_signature(coalesce(error, '')) FROM tasks WHERE state = 'dead'

-- name: deaths_by_seq
CREATE UNIQUE INDEX deaths_by_seq ON deaths (seq)
