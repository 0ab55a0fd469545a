package io.tidemark.db;

import io.tidemark.db.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.FileSystemUtils;

/**
 * A fresh database of its own for each test that asks, on one real PostgreSQL per test run: the embedded one, or that of
 * the system property {@code spring.datasource.url}.
 */
public final class TestDatabase {

    private static final String SERVER_URL = serverUrl();

    private TestDatabase() {}

    private static String serverUrl() {
        var given = System.getProperty("spring.datasource.url");
        if (given != null) {
            return given;
        }
        try {
            var directory = Files.createTempDirectory("tidemark-test-");
            var server = EmbeddedServer.start(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
            return server.url("postgres");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void stop(EmbeddedServer server, Path directory) {
        try {
            server.close();
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Creates an empty database and returns its JDBC address. */
    public static String create() {
        var name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        try (var connection = DriverManager.getConnection(SERVER_URL);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException("could not create " + name, failed);
        }
        return SERVER_URL.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
    }

    /** A plain data source for the address, without a pool. */
    public static PGSimpleDataSource dataSource(String url) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    /** The address as Spring hands it to those who open connections of their own. */
    public static JdbcConnectionDetails details(String url) {
        return new JdbcConnectionDetails() {

            @Override
            public String getUsername() {
                return "postgres";
            }

            @Override
            public String getPassword() {
                return "";
            }

            @Override
            public String getJdbcUrl() {
                return url;
            }
        };
    }
}
