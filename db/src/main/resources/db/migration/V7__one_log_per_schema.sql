-- What the processes of a log share by name, its lock and its channels, is named after the log's schema, so that the logs
-- of two schemas of one database do not meet.

-- The schema that holds the log of this session.
CREATE FUNCTION log_schema() RETURNS oid LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT c.relnamespace FROM pg_class c WHERE c.oid = 'event_log'::regclass);
END
$$;

-- The channel of LISTEN and NOTIFY on which the processes of this log announce one of its high-water marks.
CREATE FUNCTION log_channel(mark text) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN mark || '_' || log_schema();
END
$$;

-- Only one transaction at a time appends to this log.
CREATE FUNCTION lock_event_log() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(83897546, log_schema()::integer);
END
$$;

-- As before, but for the lock.
CREATE OR REPLACE FUNCTION append_to_event_log(
    p_command integer[], p_event_id uuid[], p_aggregate_type text[], p_aggregate_id text[], p_sequence_number bigint[],
    p_command_id text[], p_event_type text[], p_revision text[], p_payload text[], p_metadata text[],
    p_occurred_at timestamptz[],
    r_command integer[], r_command_id text[], r_fingerprint text[], r_aggregate_id text[], r_version bigint[],
    r_position bigint[])
RETURNS TABLE (command integer, last_position bigint, refused_by text)
LANGUAGE plpgsql AS $$
DECLARE
    head     bigint;
    appended bigint;
    one      integer;
BEGIN
    PERFORM lock_event_log();
    SELECT coalesce(max(e.position), 0) INTO head FROM event_log e;
    BEGIN
        INSERT INTO event_log (position, event_id, aggregate_type, aggregate_id, sequence_number, command_id, event_type,
                               revision, payload, metadata, occurred_at)
        SELECT head + i.nth, i.event_id, i.aggregate_type, i.aggregate_id, i.sequence_number, i.command_id, i.event_type,
               i.revision, i.payload::jsonb, i.metadata::jsonb, i.occurred_at
        FROM unnest(p_event_id, p_aggregate_type, p_aggregate_id, p_sequence_number, p_command_id, p_event_type,
                    p_revision, p_payload, p_metadata, p_occurred_at) WITH ORDINALITY
             AS i (event_id, aggregate_type, aggregate_id, sequence_number, command_id, event_type,
                   revision, payload, metadata, occurred_at, nth);
        INSERT INTO command_receipt (command_id, fingerprint, aggregate_id, version, position)
        SELECT r.command_id, r.fingerprint, r.aggregate_id, r.version,
               coalesce(r.position, (SELECT head + max(c.nth)
                                     FROM unnest(p_command) WITH ORDINALITY AS c (command, nth)
                                     WHERE c.command = r.command))
        FROM unnest(r_command, r_command_id, r_fingerprint, r_aggregate_id, r_version, r_position)
             AS r (command, command_id, fingerprint, aggregate_id, version, position);
        RETURN QUERY SELECT c.command, head + max(c.nth), NULL::text
                     FROM unnest(p_command) WITH ORDINALITY AS c (command, nth) GROUP BY c.command
                     UNION ALL
                     SELECT r.command, r.position, NULL::text
                     FROM unnest(r_command, r_position) AS r (command, position) WHERE r.position IS NOT NULL;
        appended := cardinality(p_command);
    EXCEPTION WHEN unique_violation THEN
        -- A command lost. That is rare, so the batch is done again, one command at a time.
        appended := 0;
        FOR one IN SELECT DISTINCT c FROM unnest(p_command || r_command) AS c ORDER BY c LOOP
            RETURN QUERY SELECT * FROM append_one_command(
                one, head + appended, p_command, p_event_id, p_aggregate_type, p_aggregate_id, p_sequence_number,
                p_command_id, p_event_type, p_revision, p_payload, p_metadata, p_occurred_at,
                r_command, r_command_id, r_fingerprint, r_aggregate_id, r_version, r_position);
            SELECT coalesce(max(e.position), 0) - head INTO appended FROM event_log e;
        END LOOP;
    END;
END
$$;
