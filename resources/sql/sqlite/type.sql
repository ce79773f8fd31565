-- name: type.list
SELECT type, schema, defaults FROM types ORDER BY type

-- name: type.save
INSERT INTO types (type, schema, defaults, changed_at) VALUES (:type, :schema, :defaults, :now)
ON CONFLICT (type) DO UPDATE SET schema = excluded.schema, defaults = excluded.defaults, changed_at = excluded.changed_at

-- name: type.remove
DELETE FROM types WHERE type = :type
