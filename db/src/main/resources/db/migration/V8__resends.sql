-- A command is its own resend only if the log has it whole: all its events, one after the other and in its order, and its
-- receipt if it has one. With less it is a conflict, and nothing of it is stored. Before, one event was enough.
CREATE OR REPLACE FUNCTION append_one_command(
    one integer, head bigint,
    p_command integer[], p_event_id uuid[], p_aggregate_type text[], p_aggregate_id text[], p_sequence_number bigint[],
    p_command_id text[], p_event_type text[], p_revision text[], p_payload text[], p_metadata text[],
    p_occurred_at timestamptz[],
    r_command integer[], r_command_id text[], r_fingerprint text[], r_aggregate_id text[], r_version bigint[],
    r_position bigint[])
RETURNS TABLE (command integer, last_position bigint, refused_by text)
LANGUAGE plpgsql AS $$
DECLARE
    appended    bigint;
    stored      bigint;
    has_receipt boolean;
    violated    text;
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
    SELECT CASE WHEN count(*) = count(e.position) AND count(DISTINCT e.position - i.nth) = 1 THEN max(e.position) END
    INTO stored
    FROM unnest(p_command, p_event_id, p_aggregate_id, p_sequence_number) WITH ORDINALITY
         AS i (command, event_id, aggregate_id, sequence_number, nth)
    LEFT JOIN LATERAL (SELECT l.position, l.event_id FROM event_log l
                       WHERE l.aggregate_id = i.aggregate_id AND l.sequence_number = i.sequence_number LIMIT 1) e
         ON e.event_id = i.event_id
    WHERE i.command = one;
    SELECT bool_and(k.command_id IS NOT NULL) INTO has_receipt
    FROM unnest(r_command, r_command_id) AS r (command, command_id)
    LEFT JOIN command_receipt k ON k.command_id = r.command_id WHERE r.command = one;
    -- If another process did the same command meanwhile, its events are in the way as well as its receipt.
    IF has_receipt THEN
        violated := 'command_receipt_key';
    ELSIF NOT has_receipt THEN
        stored := NULL;
    END IF;
    RETURN QUERY SELECT one, stored, CASE WHEN stored IS NULL THEN violated END;
END
$$;
