-- A saved reply as its owner's devices show it. position: that of the last change, by which lists are ordered.
CREATE TABLE reply_view (
    id         uuid        PRIMARY KEY,
    owner      text        NOT NULL,
    title      text        NOT NULL,
    content    text        NOT NULL,
    category   text,
    tags       text[]      NOT NULL,
    version    bigint      NOT NULL,
    position   bigint      NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE INDEX reply_view_latest ON reply_view (owner, position DESC);
