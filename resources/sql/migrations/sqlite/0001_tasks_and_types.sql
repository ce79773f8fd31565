-- Times are milliseconds UTC. JSON is kept as bytes: Qt would otherwise send it through UTF-16, and half a surrogate pair would not survive.

-- name: tasks
-- What changes often stands first and what may be long last, so that a list reads no overflow page.
-- rank is the due time less a step per priority: the one order of claims. revision is the turn that changed the row last.
CREATE TABLE tasks (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL CHECK (length(id) = 16),
    state TEXT NOT NULL CHECK (state IN ('scheduled', 'blocked', 'ready', 'retrying', 'running', 'completed', 'dead', 'cancelled')),
    queue TEXT NOT NULL,
    type TEXT NOT NULL,
    priority INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 9),
    rank INTEGER NOT NULL,
    run_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    completed_at INTEGER,
    attempt INTEGER NOT NULL,
    max_attempts INTEGER NOT NULL CHECK (max_attempts BETWEEN 1 AND 1000),
    uncharged INTEGER NOT NULL,
    lost_leases INTEGER NOT NULL,
    version INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    worker TEXT,
    lease_token BLOB,
    lease_expires_at INTEGER,
    lease_ms INTEGER,
    lease_is_bare INTEGER NOT NULL DEFAULT 0,
    tags TEXT,
    progress BLOB,
    error TEXT,
    checkpoint BLOB,
    payload BLOB,
    output BLOB,
    CHECK (state <> 'running' OR (lease_token IS NOT NULL AND lease_expires_at IS NOT NULL AND started_at IS NOT NULL)),
    CHECK ((state IN ('completed', 'dead', 'cancelled')) = (completed_at IS NOT NULL)),
    CHECK (uncharged BETWEEN 0 AND attempt)
) STRICT

-- name: tasks_by_id
CREATE UNIQUE INDEX tasks_by_id ON tasks (id)

-- name: tasks_by_state
CREATE INDEX tasks_by_state ON tasks (state, seq)

-- name: tasks_by_revision
CREATE INDEX tasks_by_revision ON tasks (revision)

-- name: tasks_claimable
CREATE INDEX tasks_claimable ON tasks (queue, type, rank, seq) WHERE state = 'ready'

-- name: tasks_due
CREATE INDEX tasks_due ON tasks (run_at) WHERE state IN ('scheduled', 'retrying')

-- name: tasks_leased
CREATE INDEX tasks_leased ON tasks (lease_expires_at) WHERE state = 'running'

-- name: payloads
-- Payloads that would not fit into a page beside the rest: each change of a task would write them anew.
CREATE TABLE payloads (
    seq INTEGER PRIMARY KEY REFERENCES tasks (seq) ON DELETE CASCADE,
    payload BLOB NOT NULL
) STRICT

-- name: attempts
-- Attempts that ended without completing their task; the one that completed is read from the task itself.
CREATE TABLE attempts (
    seq INTEGER NOT NULL REFERENCES tasks (seq) ON DELETE CASCADE,
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

-- name: types
CREATE TABLE types (
    type TEXT PRIMARY KEY,
    schema BLOB NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID
