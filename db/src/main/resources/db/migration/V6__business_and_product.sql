-- A business as its owner's devices show it. position: that of the last change, by which lists are ordered.
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

-- A product of a business. price: with as many digits as its currency has, which numeric keeps.
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
