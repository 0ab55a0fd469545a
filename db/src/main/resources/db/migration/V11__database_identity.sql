-- Keeps with the epoch on which database it was given: a restore into another database, and a fail-over, can be told from
-- an ordinary start. A process that finds another database waits for `epoch renew` or `epoch keep`.

-- The cluster's system identifier, the database's oid and the timeline to which changes are written. After a promotion
-- the control file names the new timeline only when a checkpoint is done; the name of the current WAL file has it at once.
-- Fails on a standby, which writes to no timeline.
CREATE FUNCTION database_identity() RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws('/', system_identifier,
                     (SELECT oid FROM pg_database WHERE datname = current_database()),
                     left(pg_walfile_name(pg_current_wal_lsn()), 8))
    FROM pg_control_system()
$$;

ALTER TABLE log_epoch ADD COLUMN identity text;

UPDATE log_epoch SET identity = database_identity();

CREATE OR REPLACE FUNCTION new_epoch() RETURNS text LANGUAGE sql AS $$
    INSERT INTO log_epoch (epoch, identity)
    VALUES (substr(replace(gen_random_uuid()::text, '-', ''), 1, 8), database_identity())
    ON CONFLICT (only_row) DO UPDATE SET epoch = excluded.epoch, identity = excluded.identity
    RETURNING epoch
$$;
