package io.tidemark.db.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Opens the pool's connections, and retries after the first success. The pool alone would pause longer after each
 * failure, up to five seconds, and so reconnect late after an outage.
 */
class RetryingDataSource extends DelegatingDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(RetryingDataSource.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final OutageLogger outage = new OutageLogger(LOG, "connect to the database");
    private final BooleanSupplier isClosed;
    private volatile boolean couldOnce; // A failure before that ends the start.

    RetryingDataSource(DataSource driver, BooleanSupplier isClosed) {
        super(driver);
        this.isClosed = isClosed;
    }

    /** Makes a pool that has not been used yet open its connections this way. */
    static void use(HikariDataSource pool) {
        var driver = new DriverDataSource(
                pool.getJdbcUrl(),
                pool.getDriverClassName(),
                pool.getDataSourceProperties(),
                pool.getUsername(),
                pool.getPassword());
        pool.setDataSource(new RetryingDataSource(driver, pool::isClosed));
    }

    private interface Opening {
        Connection open() throws SQLException;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return untilItSucceeds(super::getConnection);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return untilItSucceeds(() -> super.getConnection(user, password));
    }

    private Connection untilItSucceeds(Opening opening) throws SQLException {
        while (true) {
            try {
                var connection = stillWanted(opening.open());
                couldOnce = true;
                outage.recovered();
                return connection;
            } catch (SQLException failed) {
                if (!couldOnce || isClosed.getAsBoolean()) {
                    throw failed;
                }
                outage.failed(failed);
                pause(failed);
            }
        }
    }

    /** A closed pool does not close connections that it gets later, so this does. */
    private Connection stillWanted(Connection connection) throws SQLException {
        if (isClosed.getAsBoolean()) {
            connection.close();
            throw new SQLException("the connection pool is closed");
        }
        return connection;
    }

    private static void pause(SQLException failed) throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw failed;
        }
    }
}
