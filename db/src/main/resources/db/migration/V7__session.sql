-- A work session as its owner's devices show it. position: that of the last change, by which lists are ordered.
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

-- Deadlines, as db-scheduler keeps them: one per open session. A process that carries one out marks it as picked.
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
