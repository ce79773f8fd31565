-- From here on an operation that was paused long ago is found again, however many came after it.

-- name: operations_paused
CREATE INDEX operations_paused ON operations (number) WHERE state = 'paused'
