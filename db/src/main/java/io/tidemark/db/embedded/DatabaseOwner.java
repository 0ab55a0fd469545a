package io.tidemark.db.embedded;

/**
 * The role of the application. It owns the database with all that is in it, and has no other right: what somebody made
 * the application send to the database can neither run programs nor read files.
 */
final class DatabaseOwner {

    static final String NAME = "tidemark";

    /**
     * Repeatable. In a directory of a release without this role, everything belonged to the superuser, who must have no
     * password: nobody logs in as that one. Sequences of columns and parts of extensions follow what they belong to.
     */
    static final String LOGIN = """
            BEGIN;

            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tidemark') THEN
                    CREATE ROLE tidemark;
                END IF;
            END $$;

            ALTER ROLE tidemark LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '%s';

            ALTER ROLE postgres PASSWORD NULL;

            ALTER DATABASE postgres OWNER TO tidemark;

            DO $$
            DECLARE
                change text;
            BEGIN
                FOR change IN
                    WITH own_schema AS (
                        SELECT oid, nspname FROM pg_namespace
                        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
                    ), part AS (
                        SELECT classid, objid FROM pg_depend
                        WHERE deptype = 'e' OR (deptype IN ('a', 'i') AND classid = 'pg_class'::regclass
                            AND EXISTS (SELECT FROM pg_class WHERE oid = objid AND relkind = 'S'))
                    )
                    SELECT format('ALTER SCHEMA %%I OWNER TO tidemark', nspname) FROM own_schema
                    WHERE nspname <> 'public'
                    UNION ALL
                    SELECT format('ALTER %%s %%s OWNER TO tidemark', CASE relkind WHEN 'v' THEN 'VIEW'
                        WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, oid::regclass)
                    FROM pg_class
                    WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND relnamespace IN (SELECT oid FROM own_schema)
                        AND NOT EXISTS (SELECT FROM part WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid)
                    UNION ALL
                    SELECT format('ALTER ROUTINE %%s OWNER TO tidemark', oid::regprocedure) FROM pg_proc
                    WHERE pronamespace IN (SELECT oid FROM own_schema)
                        AND NOT EXISTS (SELECT FROM part WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid)
                LOOP
                    EXECUTE change;
                END LOOP;
            END $$;

            COMMIT;

            """;

    private DatabaseOwner() {}
}
