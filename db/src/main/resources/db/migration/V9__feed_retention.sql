-- An entry's number in its channel: the newest and the oldest tell how many there are without anybody counting them.
ALTER TABLE feed ADD COLUMN number bigint;

UPDATE feed f SET number = n.number
FROM (SELECT channel, position, row_number() OVER (PARTITION BY channel ORDER BY position) AS number FROM feed) n
WHERE f.channel = n.channel AND f.position = n.position;

ALTER TABLE feed ALTER COLUMN number SET NOT NULL;

-- Up to which position the channels were looked at, and how many entries each of them was left. Whoever removes from the
-- feed holds the row, and so does whoever changes entries that are there or begins to build the read models anew.
CREATE TABLE feed_retention (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    entries  bigint  NOT NULL DEFAULT 0,
    position bigint  NOT NULL DEFAULT 0
);

INSERT INTO feed_retention DEFAULT VALUES;
