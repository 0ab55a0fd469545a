package io.tidemark.db.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Gives the caller's transaction more time than the pool does, which sets all of it back. */
public class TransactionTimeouts {

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    TransactionTimeouts(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    /** How long each statement may take; silence lasts half as long again, so that the server is the first to end it. */
    public void allowStatements(Duration longest) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longest.toMillis() * 3 / 2));
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
        set("statement_timeout", longest);
    }

    /** How long nothing may happen between two statements. What the transaction holds, a stalled process holds as long. */
    public void allowPauses(Duration longest) {
        set("idle_in_transaction_session_timeout", longest);
    }

    private void set(String timeout, Duration longest) {
        jdbc.sql("SET LOCAL %s = %s".formatted(timeout, longest.toMillis())).update();
    }
}
