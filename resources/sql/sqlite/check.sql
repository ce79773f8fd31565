-- What conduit --check asks. A sound database answers each with no row, check.pages with the one word ok.
-- Only columns that every released format has.

-- name: check.pages
PRAGMA integrity_check(100)

-- name: check.references
PRAGMA foreign_key_check

-- name: check.ends
SELECT lower(hex(id)), state FROM tasks
 WHERE state IN ('scheduled', 'blocked', 'ready', 'retrying', 'running', 'completed', 'dead', 'cancelled')
   AND (state IN ('completed', 'dead', 'cancelled')) <> (completed_at IS NOT NULL)

-- name: check.leases
SELECT lower(hex(id)), state FROM tasks
 WHERE state = 'running' AND (lease_token IS NULL OR lease_expires_at IS NULL OR started_at IS NULL)

-- name: check.payloads
SELECT lower(hex(id)), state FROM tasks
 WHERE payload IS NULL AND NOT EXISTS (SELECT 1 FROM payloads WHERE payloads.seq = tasks.seq)

-- name: check.attempts
SELECT lower(hex(tasks.id)), attempts.number FROM attempts JOIN tasks ON tasks.seq = attempts.seq
 WHERE attempts.number > tasks.attempt

-- name: check.revisions
SELECT lower(hex(id)), revision FROM tasks WHERE version < 1 OR revision < 0 OR seq < 1
