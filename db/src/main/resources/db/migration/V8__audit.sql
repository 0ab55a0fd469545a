-- What concerns a user, in order: a user's own page must not look through everybody's events.
CREATE INDEX event_log_owner ON event_log ((payload->>'owner'), position);

-- The replays of all processes. One that runs beside the read models is locked or shows a beat; without either, its
-- process has died.
CREATE TABLE replay (
    id                 bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mode               text        NOT NULL,
    state              text        NOT NULL DEFAULT 'running',
    started_by         text        NOT NULL,
    started_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    beat_at            timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at        timestamptz,
    events             bigint      NOT NULL DEFAULT 0,
    total              bigint      NOT NULL,
    position           bigint      NOT NULL DEFAULT 0,
    refused            bigint      NOT NULL DEFAULT 0,
    differences        json        NOT NULL DEFAULT '[]',
    differences_in_all bigint      NOT NULL DEFAULT 0,
    failure            text
);

CREATE UNIQUE INDEX replay_one_at_a_time ON replay ((true)) WHERE state = 'running';
