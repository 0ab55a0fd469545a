package io.tidemark.bench;

import java.sql.DriverManager;
import java.sql.SQLException;

/** A database on which nothing waits to be cleaned up or written. */
final class Settled {

    private Settled() {}

    static void database(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
            statement.execute("CHECKPOINT");
        }
    }
}
