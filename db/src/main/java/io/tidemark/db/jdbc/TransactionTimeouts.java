package io.tidemark.db.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Raises the time-outs of the caller's transaction above those of the pool, which resets them later. */
public class TransactionTimeouts {

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    TransactionTimeouts(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    /** How long each statement may take. The socket's time-out is 1.5 times that, so that the server ends it first. */
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

    /** How long the transaction may be idle between statements. A stalled process holds its locks for that long. */
    public void allowPauses(Duration longest) {
        set("idle_in_transaction_session_timeout", longest);
    }

    private void set(String timeout, Duration longest) {
        jdbc.sql("SET LOCAL %s = %s".formatted(timeout, longest.toMillis())).update();
    }
}
