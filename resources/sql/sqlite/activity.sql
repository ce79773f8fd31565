-- What happened lately, kept over a restart.

-- name: activity.list
SELECT step, start, subject, enqueued, started, completed, failed, dead, ready, oldest_wait, waits, runs
  FROM activity ORDER BY step, start, subject

-- name: activity.save
INSERT OR REPLACE INTO activity (step, start, subject, enqueued, started, completed, failed, dead, ready, oldest_wait, waits, runs)
VALUES (:step, :start, :subject, :enqueued, :started, :completed, :failed, :dead, :ready, :oldest_wait, :waits, :runs)

-- name: activity.forget
DELETE FROM activity
 WHERE (step, start, subject) IN (SELECT step, start, subject FROM activity WHERE step = :step AND start < :moment LIMIT :max)
