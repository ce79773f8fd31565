-- What people and programs did to the broker. Entries are appended, never changed, and deleted when they are old.

-- name: audit
-- started: the operation that the act has started; while that is kept, it tells how far it has come.
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    time INTEGER NOT NULL,
    via TEXT NOT NULL,
    name TEXT,
    address TEXT,
    verb TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT,
    detail TEXT,
    reason TEXT,
    outcome TEXT NOT NULL,
    matched INTEGER,
    done INTEGER,
    skipped INTEGER,
    failed INTEGER,
    started BLOB CHECK (length(started) = 16)
) STRICT

-- name: audit_by_time
CREATE INDEX audit_by_time ON audit (time)
