-- The read models. position: that of the last change, by which lists are ordered.

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

CREATE TABLE business_view (
    id          uuid        PRIMARY KEY,
    owner       text        NOT NULL,
    name        text        NOT NULL,
    description text,
    version     bigint      NOT NULL,
    position    bigint      NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);

CREATE INDEX business_view_latest ON business_view (owner, position DESC);

-- price: numeric keeps as many digits as the currency has.
CREATE TABLE product_view (
    id                  uuid        PRIMARY KEY,
    business_id         uuid        NOT NULL,
    owner               text        NOT NULL,
    name                text        NOT NULL,
    description         text,
    price               numeric,
    currency            text,
    image_url           text,
    status              text        NOT NULL,
    generated_image_url text,
    generated_caption   text,
    reason              text,
    version             bigint      NOT NULL,
    position            bigint      NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL
);

CREATE INDEX product_view_latest ON product_view (business_id, position DESC);
CREATE INDEX product_view_latest_of_owner ON product_view (owner, position DESC);

CREATE TABLE session_view (
    id               uuid        PRIMARY KEY,
    owner            text        NOT NULL,
    local_id         text        NOT NULL,
    repo_owner       text        NOT NULL,
    repo_name        text        NOT NULL,
    pr_number        bigint      NOT NULL,
    started_at       timestamptz NOT NULL,
    ended_at         timestamptz,
    duration_seconds bigint,
    ended_by         text,
    contradictory    boolean     NOT NULL,
    activity_count   bigint      NOT NULL,
    activities       jsonb       NOT NULL,
    last_activity_at timestamptz,
    version          bigint      NOT NULL,
    position         bigint      NOT NULL,
    updated_at       timestamptz NOT NULL
);

CREATE INDEX session_view_latest ON session_view (owner, position DESC);
-- The dashboard counts the open ones, of which there are few.
CREATE INDEX session_view_open ON session_view (id) WHERE ended_at IS NULL;
