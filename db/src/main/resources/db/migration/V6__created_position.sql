-- Lists are read page by page while their rows change, so their order must not change: that of the creations, newest first.
-- An index on a column that never changes also lets updates of a row leave all indexes alone.
ALTER TABLE reply_view ADD COLUMN created_position bigint;
ALTER TABLE business_view ADD COLUMN created_position bigint;
ALTER TABLE product_view ADD COLUMN created_position bigint;
ALTER TABLE session_view ADD COLUMN created_position bigint;

CREATE FUNCTION pg_temp.created_position(p_aggregate_id text) RETURNS bigint LANGUAGE sql AS $$
    SELECT position FROM event_log WHERE aggregate_id = p_aggregate_id ORDER BY sequence_number LIMIT 1
$$;

UPDATE reply_view SET created_position = pg_temp.created_position('reply/' || id);
UPDATE business_view SET created_position = pg_temp.created_position('business/' || id);
UPDATE product_view SET created_position = pg_temp.created_position('product/' || id);
UPDATE session_view SET created_position = pg_temp.created_position('session/' || id);

ALTER TABLE reply_view ALTER COLUMN created_position SET NOT NULL, ALTER COLUMN created_position SET STATISTICS 10;
ALTER TABLE business_view ALTER COLUMN created_position SET NOT NULL, ALTER COLUMN created_position SET STATISTICS 10;
ALTER TABLE product_view ALTER COLUMN created_position SET NOT NULL, ALTER COLUMN created_position SET STATISTICS 10;
ALTER TABLE session_view ALTER COLUMN created_position SET NOT NULL, ALTER COLUMN created_position SET STATISTICS 10;

DROP INDEX reply_view_latest, business_view_latest, product_view_latest, product_view_latest_of_owner, session_view_latest;
CREATE INDEX reply_view_newest ON reply_view (owner, created_position DESC);
CREATE INDEX business_view_newest ON business_view (owner, created_position DESC);
CREATE INDEX product_view_newest ON product_view (business_id, created_position DESC);
CREATE INDEX product_view_newest_of_owner ON product_view (owner, created_position DESC);
CREATE INDEX session_view_newest ON session_view (owner, created_position DESC);
