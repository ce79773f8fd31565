-- Statements on the logs of attempts. Lines are numbered from 0; numbers of dropped lines stay unused.

-- name: log.account
SELECT lines, bytes, dropped FROM logs WHERE seq = :seq AND attempt = :attempt

-- name: log.save_account
INSERT INTO logs (seq, attempt, lines, bytes, dropped) VALUES (:seq, :attempt, :lines, :bytes, :dropped)
ON CONFLICT (seq, attempt) DO UPDATE SET lines = excluded.lines, bytes = excluded.bytes, dropped = excluded.dropped

-- name: log.insert
INSERT INTO log_lines (seq, attempt, line, level, time, message) VALUES (:seq, :attempt, :line, :level, :time, :message)

-- name: log.end_of_head
SELECT coalesce(max(line), -1)
  FROM (SELECT line, sum(length(CAST(message AS BLOB))) OVER (ORDER BY line) AS bytes
          FROM log_lines WHERE seq = :seq AND attempt = :attempt AND line < :lines)
 WHERE bytes <= :bytes

-- name: log.tail
SELECT line, length(CAST(message AS BLOB)) FROM log_lines WHERE seq = :seq AND attempt = :attempt AND line > :head ORDER BY line

-- name: log.drop
DELETE FROM log_lines WHERE seq = :seq AND attempt = :attempt AND line > :head AND line <= :last

-- name: log.was_shortened
SELECT 1 FROM logs WHERE seq = :seq AND dropped > 0 LIMIT 1

-- name: log.newest
SELECT attempt, level, time, message FROM log_lines WHERE seq = :seq ORDER BY attempt DESC, line DESC
