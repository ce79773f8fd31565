-- name: type.list
SELECT type, schema FROM types ORDER BY type

-- name: type.save
INSERT INTO types (type, schema, changed_at) VALUES (:type, :schema, :now)
ON CONFLICT (type) DO UPDATE SET schema = excluded.schema, changed_at = excluded.changed_at
