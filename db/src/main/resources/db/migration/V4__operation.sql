-- What the processes on this database share besides: deadlines, replays, the key of the built-in issuer.

-- The deadlines of open sessions, as db-scheduler stores them. The process that executes one marks it as picked.
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);

-- The replays of all processes. A running shadow replay holds a lock or renews beat_at; if it does neither, its process has
-- died.
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

-- The secret with which the built-in issuer signs tokens.
CREATE TABLE issuer_key (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    secret   bytea   NOT NULL
);
