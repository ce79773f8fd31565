-- Statements on tasks and their attempts. Whole rows are selected in the order of storage/task_row.h.

-- name: task.insert
-- A taken id changes nothing and returns no row: repeating a request is harmless.
INSERT INTO tasks (seq, id, state, queue, type, priority, rank, run_at, created_at, attempt, max_attempts, uncharged, lost_leases,
                   version, revision, tags, payload)
VALUES (:seq, :id, :state, :queue, :type, :priority, :rank, :run_at, :created_at, 0, :max_attempts, 0, 0, 1, :revision, :tags, :payload)
ON CONFLICT (id) DO NOTHING
RETURNING seq

-- name: task.insert_payload
INSERT INTO payloads (seq, payload) VALUES (:seq, :payload)

-- name: task.find
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, max_attempts, uncharged,
       lost_leases, version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, tags, progress, error, checkpoint,
       coalesce(payload, (SELECT p.payload FROM payloads p WHERE p.seq = tasks.seq)), output
  FROM tasks WHERE id = :id

-- name: task.find_head
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, max_attempts, uncharged,
       lost_leases, version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, tags, progress, error, checkpoint
  FROM tasks WHERE id = :id

-- name: task.claimable
SELECT seq, rank, coalesce(length(payload), (SELECT length(p.payload) FROM payloads p WHERE p.seq = tasks.seq)) FROM tasks
 WHERE state = 'ready' AND queue = :queue AND type = :type
 ORDER BY rank, seq LIMIT :max

-- name: task.claim
-- SQLite has one writer, so nobody can come between the choice and this.
UPDATE tasks
   SET state = 'running', attempt = attempt + 1, started_at = :now, worker = :worker, lease_token = :lease_token,
       lease_expires_at = :lease_expires_at, lease_ms = :lease_ms, lease_is_bare = :lease_is_bare, progress = NULL,
       version = version + 1, revision = :revision
 WHERE seq = :seq AND state = 'ready'
RETURNING seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, max_attempts, uncharged,
       lost_leases, version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, tags, progress, error, checkpoint,
       coalesce(payload, (SELECT p.payload FROM payloads p WHERE p.seq = tasks.seq)), output

-- name: task.update
UPDATE tasks
   SET state = :state, rank = :rank, run_at = :run_at, completed_at = :completed_at, uncharged = :uncharged,
       lost_leases = :lost_leases, version = :version, revision = :revision, worker = :worker, lease_token = :lease_token,
       lease_expires_at = :lease_expires_at, error = :error, checkpoint = :checkpoint, output = :output
 WHERE seq = :seq AND state = :from

-- name: task.renew
UPDATE tasks SET lease_expires_at = :lease_expires_at, progress = :progress, checkpoint = :checkpoint
 WHERE seq = :seq AND state = 'running'

-- name: task.due
-- INDEXED BY: without statistics SQLite takes the index of all states instead of the small partial one.
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, max_attempts, uncharged,
       lost_leases, version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, tags, progress, error, checkpoint
  FROM tasks INDEXED BY tasks_due WHERE state IN ('scheduled', 'retrying') AND run_at <= :now
 ORDER BY run_at LIMIT :max

-- name: task.lease_expired
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, max_attempts, uncharged,
       lost_leases, version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, tags, progress, error, checkpoint
  FROM tasks INDEXED BY tasks_leased WHERE state = 'running' AND lease_expires_at <= :now
 ORDER BY lease_expires_at LIMIT :max

-- name: task.held_by
-- Running tasks are few: no more than the workers have slots.
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, max_attempts, uncharged,
       lost_leases, version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, tags, progress, error, checkpoint
  FROM tasks INDEXED BY tasks_leased WHERE state = 'running' AND worker = :worker

-- name: task.loads
SELECT worker, count(*) FROM tasks INDEXED BY tasks_leased WHERE state = 'running' AND worker IS NOT NULL GROUP BY worker

-- name: task.tally
SELECT queue, type, state, count(*) FROM tasks GROUP BY queue, type, state

-- name: task.last_seq
SELECT coalesce(max(seq), 0) FROM tasks

-- name: task.last_revision
SELECT coalesce(max(revision), 0) FROM tasks

-- name: attempt.insert
INSERT INTO attempts (seq, number, worker, started_at, ended_at, outcome, error, error_class, stack, exit_code)
VALUES (:seq, :number, :worker, :started_at, :ended_at, :outcome, :error, :error_class, :stack, :exit_code)

-- name: attempt.list
SELECT number, worker, started_at, ended_at, outcome, error, error_class, stack, exit_code
  FROM attempts WHERE seq = :seq ORDER BY number

-- name: task.list
-- The beginning of each list; the reader adds its sort key, FROM, its conditions and ORDER BY, since a filter that is switched by a
-- parameter would keep SQLite from using an index. length() of a blob reads no content.
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, max_attempts, uncharged,
       lost_leases, version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, tags, progress, error, checkpoint,
       coalesce(length(payload), (SELECT length(p.payload) FROM payloads p WHERE p.seq = tasks.seq), 0), coalesce(length(output), 0)
