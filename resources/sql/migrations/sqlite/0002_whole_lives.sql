-- From here on a task can be cancelled, time out, expire, hold a key, wait for a key, and be deleted. Columns that change often still
-- stand before those that may be long, so the table is written anew instead of being widened.
-- Due times, leases and deadlines lie on the broker's steady line; created, started, completed and ended on the wall clock.

-- name: tasks_new
-- wake_at: when something must be done about a running task: its lease ends or its deadline comes.
-- Conditions say OR instead of IN: at each change of a row SQLite would build a temporary table for a list of three words or more.
-- holds_key: 1 while the task holds its unique key, else NULL.
CREATE TABLE tasks_new (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL CHECK (length(id) = 16),
    state TEXT NOT NULL CHECK (state = 'ready' OR state = 'running' OR state = 'completed' OR state = 'scheduled' OR state = 'retrying'
                               OR state = 'blocked' OR state = 'dead' OR state = 'cancelled' OR state = 'trashed'),
    queue TEXT NOT NULL,
    type TEXT NOT NULL,
    priority INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 9),
    rank INTEGER NOT NULL,
    run_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    completed_at INTEGER,
    attempt INTEGER NOT NULL,
    uncharged INTEGER NOT NULL,
    lost_leases INTEGER NOT NULL,
    version INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    worker TEXT,
    lease_token BLOB,
    lease_expires_at INTEGER,
    lease_ms INTEGER,
    lease_is_bare INTEGER NOT NULL DEFAULT 0,
    wake_at INTEGER,
    deadline INTEGER,
    first_started_at INTEGER,
    snoozes INTEGER NOT NULL DEFAULT 0,
    stop TEXT CHECK (stop IN ('cancel', 'timeout')),
    stop_reason TEXT,
    expires_at INTEGER,
    trashed_from TEXT,
    trashed_at INTEGER,
    unique_scope TEXT CHECK (unique_scope = 'done' OR unique_scope = 'start' OR unique_scope = 'window'),
    unique_until INTEGER,
    holds_key INTEGER CHECK (holds_key = 1),
    unique_key TEXT,
    serial_key TEXT,
    policy BLOB,
    tags TEXT,
    progress BLOB,
    error TEXT,
    meta BLOB,
    checkpoint BLOB,
    payload BLOB,
    output BLOB,
    CHECK (state <> 'running' OR (lease_token IS NOT NULL AND lease_expires_at IS NOT NULL AND started_at IS NOT NULL AND wake_at IS NOT NULL)),
    CHECK (state = 'trashed' OR (state = 'completed' OR state = 'dead' OR state = 'cancelled') = (completed_at IS NOT NULL)),
    CHECK ((state = 'trashed') = (trashed_from IS NOT NULL AND trashed_at IS NOT NULL)),
    CHECK (uncharged BETWEEN 0 AND attempt)
) STRICT

-- name: copy
-- The limit of attempts was each task's own; it stays so where it was not the default.
INSERT INTO tasks_new (seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged,
                       lost_leases, version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, wake_at,
                       first_started_at, policy, tags, progress, error, checkpoint, payload, output)
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged,
       lost_leases, version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare,
       CASE state WHEN 'running' THEN lease_expires_at END, started_at,
       CASE max_attempts WHEN 20 THEN NULL ELSE CAST('{"max_attempts":' || max_attempts || '}' AS BLOB) END,
       tags, progress, error, checkpoint, payload, output
  FROM tasks

-- name: payloads_new
CREATE TABLE payloads_new (
    seq INTEGER PRIMARY KEY REFERENCES tasks_new (seq) ON DELETE CASCADE,
    payload BLOB NOT NULL
) STRICT

-- name: copy_payloads
INSERT INTO payloads_new (seq, payload) SELECT seq, payload FROM payloads

-- name: attempts_new
CREATE TABLE attempts_new (
    seq INTEGER NOT NULL REFERENCES tasks_new (seq) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    worker TEXT,
    started_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    error TEXT,
    error_class TEXT,
    stack TEXT,
    exit_code INTEGER,
    PRIMARY KEY (seq, number)
) STRICT, WITHOUT ROWID

-- name: copy_attempts
INSERT INTO attempts_new (seq, number, worker, started_at, ended_at, outcome, error, error_class, stack, exit_code)
SELECT seq, number, worker, started_at, ended_at, outcome, error, error_class, stack, exit_code FROM attempts

-- name: drop_attempts
DROP TABLE attempts

-- name: drop_payloads
DROP TABLE payloads

-- name: drop_tasks
DROP TABLE tasks

-- name: rename_tasks
-- SQLite takes the references of payloads and attempts along.
ALTER TABLE tasks_new RENAME TO tasks

-- name: rename_payloads
ALTER TABLE payloads_new RENAME TO payloads

-- name: rename_attempts
ALTER TABLE attempts_new RENAME TO attempts

-- name: tasks_by_id
-- seq stands behind the columns of every index by itself: it is the table's own key.
CREATE UNIQUE INDEX tasks_by_id ON tasks (id)

-- name: tasks_by_state
CREATE INDEX tasks_by_state ON tasks (state)

-- name: tasks_by_revision
-- A task that never changed has the revision of its birth, and those grow with seq: it needs no place here.
CREATE INDEX tasks_by_revision ON tasks (revision) WHERE version > 1

-- name: tasks_claimable
CREATE INDEX tasks_claimable ON tasks (queue, type, rank) WHERE state = 'ready'

-- name: tasks_due
CREATE INDEX tasks_due ON tasks (run_at) WHERE state IN ('scheduled', 'retrying')

-- name: tasks_leased
CREATE INDEX tasks_leased ON tasks (wake_at) WHERE state = 'running'

-- name: tasks_expiring
CREATE INDEX tasks_expiring ON tasks (expires_at)
 WHERE expires_at IS NOT NULL AND first_started_at IS NULL AND completed_at IS NULL AND trashed_at IS NULL

-- name: tasks_by_key
-- The rule of uniqueness itself, not a look before the insert.
CREATE UNIQUE INDEX tasks_by_key ON tasks (type, unique_key) WHERE holds_key = 1

-- name: tasks_serial
CREATE INDEX tasks_serial ON tasks (serial_key)
 WHERE serial_key IS NOT NULL AND completed_at IS NULL AND trashed_at IS NULL

-- name: tasks_ended
CREATE INDEX tasks_ended ON tasks (state, type, queue, completed_at) WHERE completed_at IS NOT NULL

-- name: tasks_trashed
CREATE INDEX tasks_trashed ON tasks (trashed_at) WHERE state = 'trashed'

-- name: logs
-- How much of an attempt's log is kept; when it grows over its limit, lines between its head and its tail go.
CREATE TABLE logs (
    seq INTEGER NOT NULL REFERENCES tasks (seq) ON DELETE CASCADE,
    attempt INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    dropped INTEGER NOT NULL,
    PRIMARY KEY (seq, attempt)
) STRICT, WITHOUT ROWID

-- name: log_lines
CREATE TABLE log_lines (
    seq INTEGER NOT NULL REFERENCES tasks (seq) ON DELETE CASCADE,
    attempt INTEGER NOT NULL,
    line INTEGER NOT NULL,
    level TEXT NOT NULL,
    time INTEGER NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (seq, attempt, line)
) STRICT, WITHOUT ROWID

-- name: tombstones
-- Ids of forgotten tasks, so that none is given out again for a while.
CREATE TABLE tombstones (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    forgotten_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID

-- name: tombstones_by_age
CREATE INDEX tombstones_by_age ON tombstones (forgotten_at)

-- name: types_new
-- A type may have a schema, defaults for its tasks, or both.
CREATE TABLE types_new (
    type TEXT PRIMARY KEY,
    schema BLOB,
    defaults BLOB,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID

-- name: copy_types
INSERT INTO types_new (type, schema, changed_at) SELECT type, schema, changed_at FROM types

-- name: drop_types
DROP TABLE types

-- name: rename_types
ALTER TABLE types_new RENAME TO types

-- name: queues
-- Only queues about which somebody has said something.
CREATE TABLE queues (
    queue TEXT PRIMARY KEY,
    is_paused INTEGER NOT NULL CHECK (is_paused IN (0, 1)),
    reason TEXT,
    paused_by TEXT,
    paused_until INTEGER,
    defaults BLOB,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID

-- name: broker_state
-- Single values: the last place and revision that were given out, the pause of everything.
CREATE TABLE broker_state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID

-- name: remembered_answers
-- Answers to requests with an Idempotency-Key. fingerprint: SHA-256 of what was asked.
CREATE TABLE remembered_answers (
    key TEXT PRIMARY KEY,
    fingerprint BLOB NOT NULL,
    status INTEGER NOT NULL,
    headers BLOB NOT NULL,
    body BLOB NOT NULL,
    kept_until INTEGER NOT NULL
) STRICT

-- name: remembered_answers_by_age
CREATE INDEX remembered_answers_by_age ON remembered_answers (kept_until)

-- name: operations
-- Work on many tasks. request: what was asked, as JSON; looked_up_to: the last place in the order of enqueueing that was looked at.
CREATE TABLE operations (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    verb TEXT NOT NULL,
    request BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'done', 'stopped', 'undoing', 'undone')),
    looked_up_to INTEGER NOT NULL,
    matched INTEGER NOT NULL,
    done INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    errors BLOB,
    created_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT

-- name: operations_active
CREATE INDEX operations_active ON operations (number) WHERE state IN ('running', 'undoing')

-- name: operations_ended
CREATE INDEX operations_ended ON operations (ended_at) WHERE ended_at IS NOT NULL

-- name: operation_items
-- What an operation has changed, so that it can be undone while nothing has moved on. version: the task's after the change.
CREATE TABLE operation_items (
    operation INTEGER NOT NULL REFERENCES operations (number) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    version INTEGER NOT NULL,
    before BLOB NOT NULL,
    PRIMARY KEY (operation, seq)
) STRICT, WITHOUT ROWID
