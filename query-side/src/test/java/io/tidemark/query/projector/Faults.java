package io.tidemark.query.projector;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets PostgreSQL fail where the projector writes. */
final class Faults {

    /** Ends the session in the middle of its transaction, as an outage does. */
    static final String LOSE_CONNECTION = "PERFORM pg_terminate_backend(pg_backend_pid());";

    /** Refuses the row, as a constraint does. */
    static final String REFUSE = "RAISE EXCEPTION 'refused' USING ERRCODE = 'check_violation';";

    /** Takes its time over the row, as over one that is large. */
    static final String TAKE_LONG = "PERFORM pg_sleep(0.2);";

    private static final String FAULT = """
            CREATE SEQUENCE fault_%1$s;
            CREATE FUNCTION fault_%1$s() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('fault_%1$s') <= %2$s THEN
                    %3$s
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER fault BEFORE INSERT OR UPDATE ON %1$s FOR EACH ROW EXECUTE FUNCTION fault_%1$s();
            """;

    private Faults() {}

    /** The next writes of a row to the table fail, so many of them. */
    static void next(JdbcClient jdbc, int writes, String table, String fault) {
        jdbc.sql(FAULT.formatted(table, writes, fault)).update();
    }

    /** Ends what {@link #next} began. */
    static void heal(JdbcClient jdbc, String table) {
        jdbc.sql("DROP FUNCTION fault_%1$s CASCADE; DROP SEQUENCE fault_%1$s".formatted(table))
                .update();
    }

    /** The read model takes no reply whose title begins with "bad". */
    static void refuseBadTitles(JdbcClient jdbc) {
        jdbc.sql("ALTER TABLE reply_view ADD CONSTRAINT no_bad_title CHECK (title NOT LIKE 'bad%')")
                .update();
    }

    static void takeBadTitles(JdbcClient jdbc) {
        jdbc.sql("ALTER TABLE reply_view DROP CONSTRAINT IF EXISTS no_bad_title")
                .update();
    }
}
