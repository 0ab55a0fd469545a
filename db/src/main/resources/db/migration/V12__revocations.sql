-- Whose tokens are refused before their end. Every change gets the next number of one sequence, under a lock that is held until
-- the commit: whoever has read up to a number has missed no change before it.
CREATE TABLE revocation_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    sequence bigint  NOT NULL
);

INSERT INTO revocation_head (sequence) VALUES (0);

-- Tokens that were signed out, until they have ended. A token is named by a digest, so that nobody can use what is here.
CREATE TABLE signed_out_token (
    token_id  text        PRIMARY KEY,
    user_name text        NOT NULL,
    issued_at timestamptz,
    ends_at   timestamptz NOT NULL,
    sequence  bigint      NOT NULL UNIQUE
);

CREATE INDEX signed_out_token_user ON signed_out_token (user_name);
CREATE INDEX signed_out_token_end ON signed_out_token (ends_at);

-- Users whose tokens are refused: those issued up to a time, and while the user is blocked, all. One row per user, kept for good:
-- how long a token that was issued before may last is nothing that this database knows.
CREATE TABLE shut_out_user (
    user_name    text        PRIMARY KEY,
    is_blocked   boolean     NOT NULL,
    tokens_until timestamptz NOT NULL,
    changed_by   text        NOT NULL,
    changed_at   timestamptz NOT NULL,
    sequence     bigint      NOT NULL UNIQUE
);

CREATE FUNCTION next_revocation() RETURNS bigint LANGUAGE sql AS $$
    UPDATE revocation_head SET sequence = sequence + 1 RETURNING sequence
$$;

-- Signs one token out. A user with many signed-out tokens is signed out as a whole instead: that is one row, and covers those
-- that were issued until now. Tokens that have ended for an hour are removed on the way.
CREATE FUNCTION sign_out_token(
    p_token_id text, p_user text, p_issued_at timestamptz, p_ends_at timestamptz, p_most_per_user bigint)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    number bigint := next_revocation();
    now    timestamptz := clock_timestamp();
BEGIN
    DELETE FROM signed_out_token WHERE token_id IN (
        SELECT t.token_id FROM signed_out_token t WHERE t.ends_at < now - interval '1 hour' ORDER BY t.ends_at LIMIT 100);
    IF (SELECT count(*) FROM signed_out_token t WHERE t.user_name = p_user) >= p_most_per_user THEN
        PERFORM shut_out_user(p_user, NULL, p_user);
        number := next_revocation();
        DELETE FROM signed_out_token t WHERE t.user_name = p_user AND (t.issued_at IS NULL OR t.issued_at <= now);
    END IF;
    INSERT INTO signed_out_token (token_id, user_name, issued_at, ends_at, sequence)
    VALUES (p_token_id, p_user, p_issued_at, p_ends_at, number)
    ON CONFLICT (token_id) DO UPDATE SET sequence = EXCLUDED.sequence;
    RETURN number;
END
$$;

-- Refuses the tokens that a user was issued until now, and blocks the user if that is asked for. NULL leaves a block as it is.
CREATE FUNCTION shut_out_user(p_user text, p_blocked boolean, p_by text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    number bigint := next_revocation();
    now    timestamptz := clock_timestamp();
BEGIN
    INSERT INTO shut_out_user AS u (user_name, is_blocked, tokens_until, changed_by, changed_at, sequence)
    VALUES (p_user, coalesce(p_blocked, false), now, p_by, now, number)
    ON CONFLICT (user_name) DO UPDATE SET
        is_blocked = coalesce(p_blocked, u.is_blocked), tokens_until = now, changed_by = p_by, changed_at = now, sequence = number;
    RETURN number;
END
$$;
