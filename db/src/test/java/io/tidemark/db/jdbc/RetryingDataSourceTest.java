package io.tidemark.db.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.tidemark.db.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class RetryingDataSourceTest {

    /** So long that the pool by itself would pause for five seconds. */
    private static final Duration OUTAGE = Duration.ofSeconds(11);

    private final String url = TestDatabase.create();
    private final String name = url.replaceFirst(".*/([^/?]*).*", "$1");
    private final JdbcClient server = JdbcClient.create(TestDatabase.dataSource(url.replace("/" + name, "/postgres")));
    private final HikariDataSource pool = new HikariDataSource();

    RetryingDataSourceTest() {
        pool.setJdbcUrl(url);
        pool.setConnectionTimeout(1000);
        RetryingDataSource.use(pool);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void a_pool_has_connections_again_as_soon_as_there_can_be_some() throws SQLException {
        pool.getConnection().close();
        allowConnections(false);
        await().pollDelay(OUTAGE).atMost(OUTAGE.multipliedBy(2)).until(() -> !works());
        allowConnections(true);
        long start = System.nanoTime();
        await().until(this::works);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void a_start_without_a_database_fails_at_once() {
        allowConnections(false);
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
    }

    @Test
    void a_pool_that_closes_in_an_outage_tries_no_more() throws SQLException {
        pool.getConnection().close();
        allowConnections(false);
        await().until(() -> !works());
        pool.close();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith(pool.getPoolName())));
    }

    @Test
    void a_connection_for_a_pool_that_was_closed_meanwhile_is_closed() throws SQLException {
        try (var opened = TestDatabase.dataSource(url).getConnection()) {
            var connections = new RetryingDataSource(new SingleConnectionDataSource(opened, false), () -> true);
            assertThatThrownBy(connections::getConnection).hasMessage("the connection pool is closed");
            assertThat(opened.isClosed()).isTrue();
        }
    }

    private boolean works() {
        try (var connection = pool.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException outage) {
            return false;
        }
    }

    private void allowConnections(boolean allowed) {
        server.sql("ALTER DATABASE %s ALLOW_CONNECTIONS %b".formatted(name, allowed))
                .update();
        server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")
                .params(name)
                .query()
                .listOfRows();
    }
}
