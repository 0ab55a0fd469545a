-- Lets a role run processes. It reads and writes rows, but it changes neither the schema nor an event of the log, so what a
-- process sends to the database by mistake cannot rewrite history. It may create schemas, because a shadow replay needs one.
-- What a migration creates is granted by the next call.
CREATE FUNCTION grant_to_run_role(run_role text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    log   regclass := 'event_log'::regclass;
    owner name     := (SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = log);
BEGIN
    IF pg_has_role(run_role, owner, 'MEMBER') THEN
        RAISE 'the role "%" has the rights of "%", the owner of the log', run_role, owner;
    END IF;
    EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO %I', current_database(), run_role);
    EXECUTE format('GRANT USAGE ON SCHEMA %s TO %I', log_schema()::regnamespace, run_role);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %s TO %I',
                   log_schema()::regnamespace, run_role);
    EXECUTE format('REVOKE UPDATE, DELETE ON %s FROM %I', log, run_role);
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history FROM %I', run_role);
END
$$;
