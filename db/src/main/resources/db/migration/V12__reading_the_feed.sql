-- Clients who come back ask for the same over and over, and to plan a page took PostgreSQL nearly as long as to read it. In
-- a function that is done once for a session, before it is known for which channel and how long the feed will be: so it is
-- left one way only, the primary key. Nothing else has that order, and nothing may be sorted or looked through. By
-- "channel = wanted" it could as well follow feed_position, through whatever the other channels have. Nothing is compiled:
-- such a plan is thought to cost far more than it does.

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

-- The next entries of a channel after a position: at most so many, and as many as fit the bytes, but one at least. An
-- entry counts with its envelope, which is what its frame has around what differs from entry to entry.
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

-- What a channel has after a position, all as of one moment. A channel's numbers have no gaps, so the first and the last
-- entry say how many there are, however many that is; those of some types have to be counted.
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
