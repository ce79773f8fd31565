-- Around the statements of a turn.

-- name: begin
-- IMMEDIATE, since a read that becomes a write fails whatever the busy timeout.
BEGIN IMMEDIATE

-- name: commit
COMMIT
