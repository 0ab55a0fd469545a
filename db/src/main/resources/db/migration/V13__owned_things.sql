-- How many things a user owns is counted from the log, now and then, when the user creates something. Only creations, removals
-- and images are in this index, so it makes other events no slower.
CREATE INDEX event_log_owned ON event_log ((payload->>'owner'))
WHERE event_type IN ('reply:created', 'reply:deleted', 'business:created', 'product:created', 'product:deleted',
                     'product:image-shown', 'session:started');

ALTER INDEX event_log_owned ALTER COLUMN 1 SET STATISTICS 10;
