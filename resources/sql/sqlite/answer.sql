-- name: answer.find
SELECT fingerprint, status, headers, body, kept_until FROM remembered_answers WHERE key = :key

-- name: answer.save
INSERT INTO remembered_answers (key, fingerprint, status, headers, body, kept_until)
VALUES (:key, :fingerprint, :status, :headers, :body, :kept_until)
ON CONFLICT (key) DO UPDATE
   SET fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers, body = excluded.body,
       kept_until = excluded.kept_until

-- name: answer.forget
DELETE FROM remembered_answers
 WHERE key IN (SELECT key FROM remembered_answers INDEXED BY remembered_answers_by_age WHERE kept_until <= :now LIMIT :max)
