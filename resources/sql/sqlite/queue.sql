-- name: queue.list
SELECT queue, is_paused, reason, paused_by, paused_until, defaults FROM queues ORDER BY queue

-- name: queue.save
INSERT INTO queues (queue, is_paused, reason, paused_by, paused_until, defaults, changed_at)
VALUES (:queue, :is_paused, :reason, :paused_by, :paused_until, :defaults, :now)
ON CONFLICT (queue) DO UPDATE
   SET is_paused = excluded.is_paused, reason = excluded.reason, paused_by = excluded.paused_by, paused_until = excluded.paused_until,
       defaults = excluded.defaults, changed_at = excluded.changed_at

-- name: queue.remove
DELETE FROM queues WHERE queue = :queue
