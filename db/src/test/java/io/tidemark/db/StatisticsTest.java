package io.tidemark.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Tag("postgres-versions")
class StatisticsTest {

    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(LogFixture.newDatabase()));

    /** One column is enough for all of them to be looked at in as many rows as that one wants. */
    @Test
    void no_column_of_a_growing_table_wants_many_rows_analysed() {
        var many = jdbc.sql("""
                SELECT t.relname || '.' || a.attname FROM pg_attribute a
                JOIN pg_class t ON t.oid = a.attrelid LEFT JOIN pg_index i ON i.indexrelid = t.oid
                WHERE coalesce(i.indrelid, t.oid)::regclass::text ~ '^(event_log|command_receipt|feed|.*_view)$'
                  AND a.attnum > 0 AND NOT a.attisdropped AND a.attstattarget IS DISTINCT FROM 10
                  AND (t.relkind = 'r' OR i.indkey[a.attnum - 1] = 0)
                """).query(String.class).list();
        assertThat(many).isEmpty();
    }
}
