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
