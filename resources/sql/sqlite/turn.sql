-- Around the statements of a turn.

-- name: turn.begin
-- IMMEDIATE, since a read that becomes a write fails whatever the busy timeout.
BEGIN IMMEDIATE

-- name: turn.commit
COMMIT
