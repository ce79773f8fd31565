-- From here on a task keeps who enqueued it.

-- name: enqueued_by
-- The column stands behind those that may be long, though lists read it: a table with it in its place would have to be written anew. Rows
-- that are there are not touched, a NULL needs no byte of its own, and SQLite walks past a long output without reading it.
ALTER TABLE tasks ADD COLUMN enqueued_by TEXT
