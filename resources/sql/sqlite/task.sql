-- Statements on tasks and their attempts. Whole rows are selected in the order of storage/task_row.h.

-- name: task.insert
-- A taken id or a held key changes no row: repeating a request is harmless.
INSERT INTO tasks (seq, id, state, queue, type, priority, rank, run_at, created_at, attempt, uncharged, lost_leases, version, revision,
                   expires_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, meta, payload,
                   enqueued_by)
VALUES (:seq, :id, :state, :queue, :type, :priority, :rank, :run_at, :created_at, 0, 0, 0, 1, :revision,
        :expires_at, :unique_scope, :unique_until, :holds_key, :unique_key, :serial_key, :policy, :tags, :meta, :payload,
        :enqueued_by)
ON CONFLICT DO NOTHING

-- name: task.insert_rows
-- The last line is repeated for each task of a turn.
INSERT INTO tasks (seq, id, state, queue, type, priority, rank, run_at, created_at, revision, expires_at, serial_key, policy, tags, meta,
                   payload, enqueued_by, attempt, uncharged, lost_leases, version) VALUES
(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 1)

-- name: task.is_there
SELECT 1 FROM tasks WHERE id = :id

-- name: task.insert_payload
INSERT INTO payloads (seq, payload) VALUES (:seq, :payload)

-- name: task.find
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged, lost_leases,
       version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, deadline, first_started_at, snoozes, stop, stop_reason,
       expires_at, trashed_from, trashed_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, progress, error,
       meta, checkpoint, enqueued_by,
       coalesce(payload, (SELECT p.payload FROM payloads p WHERE p.seq = tasks.seq)), output
  FROM tasks WHERE id = :id

-- name: task.find_head
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged, lost_leases,
       version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, deadline, first_started_at, snoozes, stop, stop_reason,
       expires_at, trashed_from, trashed_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, progress, error,
       meta, checkpoint, enqueued_by
  FROM tasks WHERE id = :id

-- name: task.document_sizes
-- Whether the payload stands in the row, and how long payload and output are. length() of a blob reads no content.
SELECT payload IS NOT NULL, coalesce(length(payload), (SELECT length(p.payload) FROM payloads p WHERE p.seq = tasks.seq), 0),
       coalesce(length(output), 0)
  FROM tasks WHERE seq = :seq

-- name: task.find_head_by_seq
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged, lost_leases,
       version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, deadline, first_started_at, snoozes, stop, stop_reason,
       expires_at, trashed_from, trashed_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, progress, error,
       meta, checkpoint, enqueued_by
  FROM tasks WHERE seq = :seq

-- name: task.key_holder
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged, lost_leases,
       version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, deadline, first_started_at, snoozes, stop, stop_reason,
       expires_at, trashed_from, trashed_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, progress, error,
       meta, checkpoint, enqueued_by
  FROM tasks INDEXED BY tasks_by_key WHERE type = :type AND unique_key = :unique_key AND holds_key = 1

-- name: task.drop_key
-- A window is over; nothing else about the task changes.
UPDATE tasks SET holds_key = NULL WHERE seq = :seq

-- name: task.serial_active
-- The one live task of a key that does not wait for another one.
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged, lost_leases,
       version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, deadline, first_started_at, snoozes, stop, stop_reason,
       expires_at, trashed_from, trashed_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, progress, error,
       meta, checkpoint, enqueued_by
  FROM tasks INDEXED BY tasks_serial
 WHERE serial_key = :serial_key AND completed_at IS NULL AND trashed_at IS NULL AND state <> 'blocked'
 ORDER BY seq LIMIT 1

-- name: task.serial_next
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged, lost_leases,
       version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, deadline, first_started_at, snoozes, stop, stop_reason,
       expires_at, trashed_from, trashed_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, progress, error,
       meta, checkpoint, enqueued_by
  FROM tasks INDEXED BY tasks_serial
 WHERE serial_key = :serial_key AND completed_at IS NULL AND trashed_at IS NULL AND state = 'blocked'
 ORDER BY seq LIMIT 1

-- name: task.claimable
-- INDEXED BY: a newer SQLite takes the narrower index of all states, and then sorts each claim.
SELECT seq, rank, coalesce(length(payload), (SELECT length(p.payload) FROM payloads p WHERE p.seq = tasks.seq)), policy
  FROM tasks INDEXED BY tasks_claimable WHERE state = 'ready' AND queue = :queue AND type = :type
 ORDER BY rank, seq LIMIT :max

-- name: task.next_due
SELECT run_at FROM tasks INDEXED BY tasks_claimable WHERE state = 'ready' AND queue = :queue AND type = :type ORDER BY rank, seq LIMIT 1

-- name: task.claimable_whole
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged, lost_leases,
       version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, deadline, first_started_at, snoozes, stop, stop_reason,
       expires_at, trashed_from, trashed_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, progress, error,
       meta, checkpoint, enqueued_by,
       coalesce(payload, (SELECT p.payload FROM payloads p WHERE p.seq = tasks.seq)), output
  FROM tasks INDEXED BY tasks_claimable WHERE state = 'ready' AND queue = :queue AND type = :type
 ORDER BY rank, seq LIMIT :max

-- name: task.claim
-- SQLite has one writer, so nobody can come between the choice and this.
UPDATE tasks
   SET state = 'running', attempt = ?, started_at = ?, first_started_at = ?, worker = ?, lease_token = ?, lease_expires_at = ?, lease_ms = ?,
       lease_is_bare = ?, deadline = ?, wake_at = ?, stop = NULL, stop_reason = NULL, progress = NULL, holds_key = ?, version = ?,
       revision = ?
 WHERE seq = ? AND state = 'ready'

-- name: task.payload
SELECT coalesce(payload, (SELECT p.payload FROM payloads p WHERE p.seq = tasks.seq)) FROM tasks WHERE seq = :seq

-- name: task.find_by_seq
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged, lost_leases,
       version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, deadline, first_started_at, snoozes, stop, stop_reason,
       expires_at, trashed_from, trashed_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, progress, error,
       meta, checkpoint, enqueued_by,
       coalesce(payload, (SELECT p.payload FROM payloads p WHERE p.seq = tasks.seq)), output
  FROM tasks WHERE seq = :seq

-- name: task.update
-- An output stays with its task once it is there.
UPDATE tasks
   SET state = ?, rank = ?, run_at = ?, completed_at = ?, uncharged = ?, snoozes = ?, lost_leases = ?, version = ?, revision = ?, worker = ?,
       lease_token = ?, lease_expires_at = ?, deadline = ?, wake_at = ?, stop = ?, stop_reason = ?, holds_key = ?, first_started_at = ?,
       trashed_from = ?, trashed_at = ?, error = ?, checkpoint = ?, output = coalesce(?, output)
 WHERE seq = ? AND state = ?

-- name: death.insert
INSERT INTO deaths (died_at, seq, type, signature) VALUES (:died_at, :seq, :type, :signature)

-- name: death.forget
DELETE FROM deaths WHERE seq = :seq

-- name: death.latest
SELECT seq, died_at, type, signature FROM deaths
 WHERE (died_at, seq) < (:died_at, :seq) ORDER BY died_at DESC, seq DESC LIMIT :max

-- name: task.id_of
SELECT id FROM tasks WHERE seq = :seq

-- name: task.edit
-- What people may change about a waiting task.
UPDATE tasks
   SET queue = :queue, priority = :priority, rank = :rank, run_at = :run_at, expires_at = :expires_at, unique_until = :unique_until,
       policy = :policy, tags = :tags, meta = :meta, version = :version, revision = :revision
 WHERE seq = :seq AND state = :state

-- name: task.set_payload
UPDATE tasks SET payload = :payload WHERE seq = :seq

-- name: task.drop_payload
DELETE FROM payloads WHERE seq = :seq

-- name: task.renew
UPDATE tasks SET lease_expires_at = :lease_expires_at, wake_at = :wake_at, progress = :progress, checkpoint = :checkpoint
 WHERE seq = :seq AND state = 'running'

-- name: task.due
-- INDEXED BY: without statistics SQLite takes the index of all states instead of the small partial one.
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged, lost_leases,
       version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, deadline, first_started_at, snoozes, stop, stop_reason,
       expires_at, trashed_from, trashed_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, progress, error,
       meta, checkpoint, enqueued_by
  FROM tasks INDEXED BY tasks_due WHERE state IN ('scheduled', 'retrying') AND run_at <= :now
 ORDER BY run_at LIMIT :max

-- name: task.overdue
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged, lost_leases,
       version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, deadline, first_started_at, snoozes, stop, stop_reason,
       expires_at, trashed_from, trashed_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, progress, error,
       meta, checkpoint, enqueued_by
  FROM tasks INDEXED BY tasks_leased WHERE state = 'running' AND wake_at <= :now
 ORDER BY wake_at LIMIT :max

-- name: task.expired
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged, lost_leases,
       version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, deadline, first_started_at, snoozes, stop, stop_reason,
       expires_at, trashed_from, trashed_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, progress, error,
       meta, checkpoint, enqueued_by
  FROM tasks INDEXED BY tasks_expiring
 WHERE expires_at <= :now AND first_started_at IS NULL AND completed_at IS NULL AND trashed_at IS NULL
 ORDER BY expires_at LIMIT :max

-- name: task.held_by
-- Running tasks are few: no more than the workers have slots.
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged, lost_leases,
       version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, deadline, first_started_at, snoozes, stop, stop_reason,
       expires_at, trashed_from, trashed_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, progress, error,
       meta, checkpoint, enqueued_by
  FROM tasks INDEXED BY tasks_leased WHERE state = 'running' AND worker = :worker

-- name: task.loads
SELECT worker, count(*) FROM tasks INDEXED BY tasks_leased WHERE state = 'running' AND worker IS NOT NULL GROUP BY worker

-- name: task.forgettable
SELECT seq, queue, type, completed_at FROM tasks INDEXED BY tasks_ended
 WHERE state = :state AND type = :type AND queue = :queue AND completed_at <= :ended_by
   AND (holds_key IS NULL OR unique_until <= :steady_now)
 ORDER BY completed_at LIMIT :max

-- name: task.trashed_by
SELECT seq, queue, type, trashed_at FROM tasks INDEXED BY tasks_trashed
 WHERE state = 'trashed' AND trashed_at <= :moment ORDER BY trashed_at LIMIT :max

-- name: task.bury
INSERT OR REPLACE INTO tombstones (id, forgotten_at) SELECT id, :now FROM tasks WHERE seq = :seq

-- name: task.forget
DELETE FROM tasks WHERE seq = :seq

-- name: task.is_buried
SELECT 1 FROM tombstones WHERE id = :id

-- name: task.drop_tombstones
DELETE FROM tombstones WHERE id IN (SELECT id FROM tombstones INDEXED BY tombstones_by_age WHERE forgotten_at <= :moment LIMIT :max)

-- name: task.shorten_leases
-- At the start: a lease that ends later than its length allows was taken under another clock.
UPDATE tasks SET lease_expires_at = :now + lease_ms, wake_at = min(:now + lease_ms, coalesce(deadline, :now + lease_ms))
 WHERE state = 'running' AND lease_expires_at > :now + lease_ms

-- name: task.tally
SELECT queue, type, state, count(*) FROM tasks GROUP BY queue, type, state

-- name: task.last_seq
SELECT max(coalesce((SELECT max(seq) FROM tasks), 0),
           coalesce((SELECT CAST(value AS INTEGER) FROM broker_state WHERE name = 'last_seq'), 0))

-- name: task.last_revision
-- Of the tasks that never changed the newest has the greatest revision. With statistics of an empty index SQLite 3.46 would sort, were it
-- not for "revision > 0".
SELECT max(coalesce((SELECT revision FROM tasks INDEXED BY tasks_by_revision WHERE version > 1 AND revision > 0
                      ORDER BY revision DESC LIMIT 1), 0),
           coalesce((SELECT revision FROM tasks WHERE seq = (SELECT max(seq) FROM tasks)), 0),
           coalesce((SELECT CAST(value AS INTEGER) FROM broker_state WHERE name = 'last_revision'), 0))

-- name: state.save
INSERT INTO broker_state (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- name: state.find
SELECT value FROM broker_state WHERE name = :name

-- name: attempt.insert
INSERT INTO attempts (seq, number, worker, started_at, ended_at, outcome, error, error_class, stack, exit_code)
VALUES (:seq, :number, :worker, :started_at, :ended_at, :outcome, :error, :error_class, :stack, :exit_code)

-- name: attempt.list
SELECT number, worker, started_at, ended_at, outcome, error, error_class, stack, exit_code
  FROM attempts WHERE seq = :seq ORDER BY number

-- name: task.changed_since
SELECT seq FROM tasks INDEXED BY tasks_by_revision WHERE version > 1 AND revision > :revision LIMIT :max

-- name: task.due_from
-- Those that are held are due at the end of time.
SELECT seq FROM tasks INDEXED BY tasks_due WHERE state IN ('scheduled', 'retrying') AND run_at >= :moment LIMIT :max

-- name: task.newest
-- From the newest backwards, as far as the reader wants.
SELECT seq, revision, version FROM tasks ORDER BY seq DESC

-- name: task.made_from
-- The first task at a place or behind it.
SELECT seq, created_at FROM tasks WHERE seq >= :seq ORDER BY seq LIMIT 1

-- name: task.made_up_to
-- The last task at a place or before it.
SELECT seq, created_at FROM tasks WHERE seq <= :seq ORDER BY seq DESC LIMIT 1

-- name: task.list
-- The beginning of each list; the reader adds its sort key, FROM, its conditions and ORDER BY, since a filter that is switched by a
-- parameter would keep SQLite from using an index. length() of a blob reads no content.
SELECT seq, id, state, queue, type, priority, rank, run_at, created_at, started_at, completed_at, attempt, uncharged, lost_leases,
       version, revision, worker, lease_token, lease_expires_at, lease_ms, lease_is_bare, deadline, first_started_at, snoozes, stop, stop_reason,
       expires_at, trashed_from, trashed_at, unique_scope, unique_until, holds_key, unique_key, serial_key, policy, tags, progress, error,
       meta, checkpoint, enqueued_by,
       coalesce(length(payload), (SELECT length(p.payload) FROM payloads p WHERE p.seq = tasks.seq), 0), coalesce(length(output), 0)
