-- name: operation.insert
INSERT INTO operations (id, verb, request, state, looked_up_to, matched, done, skipped, failed, created_at)
VALUES (:id, :verb, :request, :state, :looked_up_to, :matched, :done, :skipped, :failed, :created_at)

-- name: operation.find
SELECT number, id, verb, request, state, looked_up_to, matched, done, skipped, failed, errors, created_at, ended_at
  FROM operations WHERE id = :id

-- name: operation.find_number
SELECT number, id, verb, request, state, looked_up_to, matched, done, skipped, failed, errors, created_at, ended_at
  FROM operations WHERE number = :number

-- name: operation.active
SELECT number FROM operations INDEXED BY operations_active WHERE state IN ('running', 'undoing') ORDER BY number

-- name: operation.save
UPDATE operations
   SET state = :state, looked_up_to = :looked_up_to, matched = :matched, done = :done, skipped = :skipped, failed = :failed,
       errors = :errors, ended_at = :ended_at
 WHERE number = :number

-- name: operation.ended_by
SELECT number FROM operations INDEXED BY operations_ended WHERE ended_at <= :moment ORDER BY ended_at LIMIT 1

-- name: operation.forget
DELETE FROM operations WHERE number = :number

-- name: operation_item.insert
INSERT INTO operation_items (operation, seq, version, before) VALUES (:operation, :seq, :version, :before)

-- name: operation_item.list
SELECT seq, version, before FROM operation_items WHERE operation = :operation ORDER BY seq LIMIT :max

-- name: operation_item.forget
DELETE FROM operation_items WHERE operation = :operation AND seq = :seq

-- name: operation_item.forget_some
DELETE FROM operation_items
 WHERE operation = :operation AND seq IN (SELECT seq FROM operation_items WHERE operation = :operation ORDER BY seq LIMIT :max)
