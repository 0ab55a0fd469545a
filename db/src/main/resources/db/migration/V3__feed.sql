-- What each channel's clients receive: the event's own position, and the position of the entry before it in the channel,
-- so that anyone can prove that nothing is missing.
CREATE TABLE feed (
    channel     text        NOT NULL,
    position    bigint      NOT NULL,
    previous    bigint      NOT NULL,
    type        text        NOT NULL,
    subject     text        NOT NULL,
    version     bigint      NOT NULL,
    event_id    uuid        NOT NULL,
    occurred_at timestamptz NOT NULL,
    actor       text        NOT NULL,
    command_id  text        NOT NULL,
    stale       boolean     NOT NULL,
    data        json        NOT NULL,
    PRIMARY KEY (channel, position)
);

CREATE INDEX feed_position ON feed (position);

-- head: the feed is complete up to here. projected: the read models show all up to here; behind head only while they are
-- being rebuilt. floor: entries at or below it may have been removed by the retention.
CREATE TABLE feed_state (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    head      bigint  NOT NULL DEFAULT 0,
    projected bigint  NOT NULL DEFAULT 0,
    floor     bigint  NOT NULL DEFAULT 0
);

INSERT INTO feed_state DEFAULT VALUES;
