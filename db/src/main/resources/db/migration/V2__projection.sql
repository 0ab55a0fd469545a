-- The projector's place in the log, its dead letters, and the feed that it writes.

-- The place of each event processor in the log, and the process that holds it (Axon's token store).
CREATE TABLE token_entry (
    processor_name text    NOT NULL,
    segment        integer NOT NULL,
    token          bytea,
    token_type     text,
    timestamp      text,
    owner          text,
    PRIMARY KEY (processor_name, segment)
);

-- Events that a read model refused, with the later events of their sequences (Axon's sequenced dead-letter queue).
CREATE TABLE dead_letter_entry (
    dead_letter_id       text    PRIMARY KEY,
    processing_group     text    NOT NULL,
    sequence_identifier  text    NOT NULL,
    sequence_index       bigint  NOT NULL,
    message_type         text    NOT NULL,
    event_identifier     text    NOT NULL,
    time_stamp           text    NOT NULL,
    payload_type         text    NOT NULL,
    payload_revision     text,
    payload              bytea   NOT NULL,
    meta_data            bytea,
    aggregate_type       text,
    aggregate_identifier text,
    sequence_number      bigint,
    token_type           text,
    token                bytea,
    enqueued_at          text    NOT NULL,
    last_touched         text,
    processing_started   text,
    cause_type           text,
    cause_message        text,
    diagnostics          bytea,
    CONSTRAINT dead_letter_entry_sequence_key UNIQUE (processing_group, sequence_identifier, sequence_index)
);

-- What the clients of each channel receive.
-- previous: the position of the preceding entry of the channel, so that a client can prove that it missed nothing.
-- number: counts the entries of the channel; the newest and the oldest tell how many there are.
-- correlation_id, traceparent: as the sender of the command gave them.
CREATE TABLE feed (
    channel        text        NOT NULL,
    position       bigint      NOT NULL,
    previous       bigint      NOT NULL,
    type           text        NOT NULL,
    subject        text        NOT NULL,
    version        bigint      NOT NULL,
    event_id       uuid        NOT NULL,
    occurred_at    timestamptz NOT NULL,
    actor          text        NOT NULL,
    command_id     text        NOT NULL,
    stale          boolean     NOT NULL,
    data           json        NOT NULL,
    number         bigint      NOT NULL,
    correlation_id text,
    traceparent    text,
    PRIMARY KEY (channel, position)
);

CREATE INDEX feed_position ON feed (position);

-- head: the feed is complete up to here. projected: the read models show everything up to here; it is behind head only
-- while they are being rebuilt. floor: the retention may have removed entries at or below it.
CREATE TABLE feed_state (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    head      bigint  NOT NULL DEFAULT 0,
    projected bigint  NOT NULL DEFAULT 0,
    floor     bigint  NOT NULL DEFAULT 0
);

INSERT INTO feed_state DEFAULT VALUES;

-- position: the retention has looked at the channels up to here. entries: how many it left in each channel. A transaction
-- that removes entries, changes entries, or begins to rebuild the read models locks this row.
CREATE TABLE feed_retention (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    entries  bigint  NOT NULL DEFAULT 0,
    position bigint  NOT NULL DEFAULT 0
);

INSERT INTO feed_retention DEFAULT VALUES;

-- The functions that read the feed. To plan a page took PostgreSQL nearly as long as to read it. A function is planned once
-- per session, before the channel and the size of the feed are known. The settings therefore leave one plan only, the
-- primary key: no other index has that order, and nothing may be sorted or scanned. With "channel = wanted" the planner
-- could follow feed_position instead, through the entries of all other channels. JIT is off because PostgreSQL takes such
-- a plan for far more expensive than it is.

-- The position of a channel's last entry.
CREATE FUNCTION last_of_channel(wanted text) RETURNS bigint
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off
SET jit = off
AS $$
BEGIN
    RETURN (SELECT f.position FROM feed f
            WHERE (f.channel, f.position) >= (wanted, 0) AND f.channel <= wanted
            ORDER BY f.channel DESC, f.position DESC LIMIT 1);
END
$$;

-- The next entries of a channel after a position: at most so many, and as many as fit the bytes, but at least one. An
-- entry counts with its envelope, the part of a frame that is the same for every entry.
CREATE FUNCTION channel_page(wanted text, after bigint, most integer, most_bytes integer, envelope integer)
RETURNS SETOF feed
LANGUAGE plpgsql STABLE ROWS 100
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off
SET jit = off
AS $$
DECLARE
    entry    feed;
    bytes    bigint := 0;
    is_empty boolean := true;
BEGIN
    FOR entry IN SELECT * FROM feed f
                 WHERE (f.channel, f.position) > (wanted, after) AND f.channel <= wanted
                 ORDER BY f.channel, f.position LIMIT most
    LOOP
        bytes := bytes + envelope + octet_length(entry.data::text) + octet_length(entry.subject)
                 + octet_length(entry.actor) + octet_length(entry.command_id);
        EXIT WHEN bytes > most_bytes AND NOT is_empty;
        RETURN NEXT entry;
        is_empty := false;
    END LOOP;
END
$$;

-- What a channel has after a position, all as of one moment. The numbers of a channel have no gaps, so the first and the
-- last entry tell how many entries there are; those of some types have to be counted.
CREATE FUNCTION rest_of_channel(wanted text, after bigint, types text[], counted integer)
RETURNS TABLE (head bigint, removed boolean, ahead boolean, missed bigint, many boolean)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off
SET jit = off
AS $$
BEGIN
    RETURN QUERY
        SELECT s.head,
               after < s.floor OR coalesce(first.previous, 0) > after,
               after > s.head AND after > (SELECT coalesce(max(e.position), 0) FROM event_log e),
               CASE WHEN cardinality(types) = 0 THEN coalesce(last.number - first.number + 1, 0)
                    ELSE (SELECT count(*)
                          FROM (SELECT f.type FROM feed f
                                WHERE (f.channel, f.position) > (wanted, after)
                                  AND (f.channel, f.position) <= (wanted, s.head)
                                ORDER BY f.channel, f.position LIMIT counted) f
                          WHERE f.type = ANY (types)) END,
               coalesce(last.number - first.number + 1, 0) > counted
        FROM feed_state s
        LEFT JOIN LATERAL (SELECT f.number, f.previous FROM feed f
                           WHERE (f.channel, f.position) > (wanted, after) AND f.channel <= wanted
                           ORDER BY f.channel, f.position LIMIT 1) first ON true
        LEFT JOIN LATERAL (SELECT f.number FROM feed f
                           WHERE (f.channel, f.position) > (wanted, after)
                             AND (f.channel, f.position) <= (wanted, s.head)
                           ORDER BY f.channel DESC, f.position DESC LIMIT 1) last ON true;
END
$$;
