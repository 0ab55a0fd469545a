-- The event log and what belongs to it: receipts, epoch, the functions that append, snapshots.

-- The events. Positions become visible in one order and without gaps: a reader that has read up to P never finds an event
-- at or below P later.
CREATE TABLE event_log (
    position        bigint      PRIMARY KEY,
    event_id        uuid        NOT NULL,
    aggregate_type  text,
    aggregate_id    text        NOT NULL,
    sequence_number bigint      NOT NULL,
    command_id      text        NOT NULL,
    event_type      text        NOT NULL,
    revision        text,
    payload         jsonb       NOT NULL,
    metadata        jsonb       NOT NULL,
    occurred_at     timestamptz NOT NULL,
    recorded_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT event_log_stream_key UNIQUE (aggregate_id, sequence_number)
);

CREATE INDEX event_log_recorded_at ON event_log (recorded_at);
-- The events that concern a user, in order: a user's own page of the audit must not look through everybody's events.
CREATE INDEX event_log_owner ON event_log ((payload->>'owner'), position);

-- The results of commands with an idempotency key, so that a command that is sent again is done once and answered the same.
CREATE TABLE command_receipt (
    command_id   text        NOT NULL,
    fingerprint  text        NOT NULL,
    aggregate_id text        NOT NULL,
    version      bigint      NOT NULL,
    position     bigint      NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT command_receipt_key PRIMARY KEY (command_id)
);

-- The history to which the positions belong. A restore from a backup replaces the history: call new_epoch() after it.
CREATE TABLE log_epoch (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch    text    NOT NULL
);

CREATE FUNCTION new_epoch() RETURNS text LANGUAGE sql AS $$
    INSERT INTO log_epoch (epoch) VALUES (substr(replace(gen_random_uuid()::text, '-', ''), 1, 8))
    ON CONFLICT (only_row) DO UPDATE SET epoch = excluded.epoch
    RETURNING epoch
$$;

SELECT new_epoch();

-- The only way into the log. It appends all that waits in a process, in one transaction and one round trip, so that no
-- process has to act between taking the lock and releasing it. The lock is held until the commit is done; therefore
-- positions become visible in order across processes. Each statement after it sees all that was committed before.
-- A command that lost (refused_by names the constraint) does not affect the others. A batch that is sent again because its
-- answer was lost finds its own events and gets their positions.
-- The transaction does not notify: a transaction that notifies waits, while it holds the lock, until every other one that
-- notifies in any database of the server is on disk. The process notifies when the commit is done.
CREATE FUNCTION append_to_event_log(
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
    PERFORM pg_advisory_xact_lock(8389754676);
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

-- Appends the events and the receipt of one command of a batch.
CREATE FUNCTION append_one_command(
    one integer, head bigint,
    p_command integer[], p_event_id uuid[], p_aggregate_type text[], p_aggregate_id text[], p_sequence_number bigint[],
    p_command_id text[], p_event_type text[], p_revision text[], p_payload text[], p_metadata text[],
    p_occurred_at timestamptz[],
    r_command integer[], r_command_id text[], r_fingerprint text[], r_aggregate_id text[], r_version bigint[],
    r_position bigint[])
RETURNS TABLE (command integer, last_position bigint, refused_by text)
LANGUAGE plpgsql AS $$
DECLARE
    appended bigint;
    stored   bigint;
    violated text;
BEGIN
    INSERT INTO event_log (position, event_id, aggregate_type, aggregate_id, sequence_number, command_id, event_type,
                           revision, payload, metadata, occurred_at)
    SELECT head + row_number() OVER (ORDER BY i.nth), i.event_id, i.aggregate_type, i.aggregate_id, i.sequence_number,
           i.command_id, i.event_type, i.revision, i.payload::jsonb, i.metadata::jsonb, i.occurred_at
    FROM unnest(p_command, p_event_id, p_aggregate_type, p_aggregate_id, p_sequence_number, p_command_id, p_event_type,
                p_revision, p_payload, p_metadata, p_occurred_at) WITH ORDINALITY
         AS i (command, event_id, aggregate_type, aggregate_id, sequence_number, command_id, event_type,
               revision, payload, metadata, occurred_at, nth)
    WHERE i.command = one;
    GET DIAGNOSTICS appended = ROW_COUNT;
    INSERT INTO command_receipt (command_id, fingerprint, aggregate_id, version, position)
    SELECT r.command_id, r.fingerprint, r.aggregate_id, r.version, coalesce(r.position, head + appended)
    FROM unnest(r_command, r_command_id, r_fingerprint, r_aggregate_id, r_version, r_position)
         AS r (command, command_id, fingerprint, aggregate_id, version, position)
    WHERE r.command = one;
    RETURN QUERY SELECT one, head + appended, NULL::text;
EXCEPTION WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
    SELECT max(e.position) INTO stored
    FROM unnest(p_command, p_event_id, p_aggregate_id, p_sequence_number)
         AS i (command, event_id, aggregate_id, sequence_number)
    JOIN LATERAL (SELECT l.position, l.event_id FROM event_log l
                  WHERE l.aggregate_id = i.aggregate_id AND l.sequence_number = i.sequence_number LIMIT 1) e
         ON e.event_id = i.event_id
    WHERE i.command = one;
    -- If another process did the same command meanwhile, its events are in the way as well as its receipt.
    IF EXISTS (SELECT FROM unnest(r_command, r_command_id) AS r (command, command_id)
               JOIN command_receipt k ON k.command_id = r.command_id WHERE r.command = one) THEN
        violated := 'command_receipt_key';
    END IF;
    RETURN QUERY SELECT one, stored, CASE WHEN stored IS NULL THEN violated END;
END
$$;

-- The latest snapshot of an aggregate: it shortens the reading of the aggregate, and the log stays the truth.
CREATE TABLE snapshot (
    aggregate_id    text        PRIMARY KEY,
    aggregate_type  text        NOT NULL,
    sequence_number bigint      NOT NULL,
    position        bigint,
    event_id        uuid        NOT NULL,
    payload_type    text        NOT NULL,
    revision        text,
    payload         jsonb       NOT NULL,
    metadata        jsonb       NOT NULL,
    taken_at        timestamptz NOT NULL
);
