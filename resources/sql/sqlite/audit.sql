-- name: audit.append
INSERT INTO audit (time, via, name, address, verb, kind, target, detail, reason, outcome, matched, done, skipped, failed, started)
VALUES (:time, :via, :name, :address, :verb, :kind, :target, :detail, :reason, :outcome, :matched, :done, :skipped, :failed, :started)

-- name: audit.forget_old
-- The newest one stays, since the next number is counted from it.
DELETE FROM audit
 WHERE number IN (SELECT number FROM audit INDEXED BY audit_by_time WHERE time <= :moment ORDER BY time LIMIT :max)
   AND number < (SELECT max(number) FROM audit)

-- name: audit.forget_many
DELETE FROM audit
 WHERE number IN (SELECT number FROM audit WHERE number <= (SELECT max(number) FROM audit) - :kept ORDER BY number LIMIT :max)

-- name: audit.list
-- Conditions, order and limit are added: they depend on what is asked for.
SELECT number, time, via, name, address, verb, kind, target, detail, reason, coalesce(state_now, outcome),
       coalesce(matched_now, matched), coalesce(done_now, done), coalesce(skipped_now, skipped), coalesce(failed_now, failed), started
  FROM audit LEFT JOIN (SELECT id AS operation, state AS state_now, matched AS matched_now, done AS done_now, skipped AS skipped_now,
                               failed AS failed_now
                          FROM operations) ON operation = started

-- name: audit.operations
-- Only many ids make a request large, and of those it is known how many there are.
-- Who began it was written in the same turn: so the index by time leads there, and no other one is needed.
SELECT operations.number, operations.id, operations.verb, state, operations.matched, operations.done, operations.skipped,
       operations.failed, created_at, ended_at, via, name, address, detail, looked_up_to,
       CASE WHEN state IN ('running', 'paused') AND length(request) < 65536 THEN request END
  FROM operations LEFT JOIN audit
    ON audit.number = (SELECT begun.number FROM audit AS begun INDEXED BY audit_by_time
                        WHERE begun.time BETWEEN created_at - 1000 AND created_at + 10000 AND begun.started = operations.id
                        ORDER BY begun.time LIMIT 1)
 WHERE operations.number IN (SELECT number FROM (SELECT number FROM operations ORDER BY number DESC LIMIT :max)
                             UNION
                             SELECT number FROM (SELECT number FROM operations INDEXED BY operations_active
                                                  WHERE state IN ('running', 'undoing') ORDER BY number DESC LIMIT :max)
                             UNION
                             SELECT number FROM (SELECT number FROM operations INDEXED BY operations_paused
                                                  WHERE state = 'paused' ORDER BY number DESC LIMIT :max))
 ORDER BY operations.number DESC
