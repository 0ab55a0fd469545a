package io.tidemark.db.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.LogFixture;
import io.tidemark.db.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an append may rely on, whatever the database's defaults are. */
@Tag("postgres-versions")
class DedicatedConnectionsTest {

    private final String url = LogFixture.newDatabase();

    @ParameterizedTest
    @CsvSource({
        "default_transaction_isolation, repeatable read, read committed",
        "default_transaction_isolation, serializable,    read committed",
        "synchronous_commit,            off,             on",
        "synchronous_commit,            remote_apply,    remote_apply",
        "statement_timeout,             0,               2s",
        "idle_in_transaction_session_timeout, 0,         2s",
        "idle_session_timeout,          0,               2s"
    })
    void the_appender_s_session_does_not_go_by_the_database_s_defaults(String setting, String preset, String expected)
            throws SQLException {
        preset(setting, preset);
        try (var session = LogFixture.sessions(url).openBounded("tidemark-appender", Duration.ofSeconds(2))) {
            assertThat(ask(session, "SHOW " + setting)).isEqualTo(expected);
        }
    }

    @Test
    void a_whole_transaction_is_bounded_where_the_release_can_do_that() throws SQLException {
        try (var session = LogFixture.sessions(url).openBounded("tidemark-appender", Duration.ofSeconds(2))) {
            boolean canDoThat = session.getMetaData().getDatabaseMajorVersion() >= 17;
            assertThat(ask(session, "SELECT coalesce(current_setting('transaction_timeout', true), 'none')"))
                    .isEqualTo(canDoThat ? "2s" : "none");
        }
    }

    private void preset(String setting, String value) throws SQLException {
        try (var connection = TestDatabase.dataSource(url).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE \"%s\" SET %s = '%s'".formatted(connection.getCatalog(), setting, value));
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
