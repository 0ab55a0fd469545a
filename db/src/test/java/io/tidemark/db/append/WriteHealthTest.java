package io.tidemark.db.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.db.TestDatabase;
import io.tidemark.testkit.TcpProxy;
import io.tidemark.testkit.TcpProxy.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What readiness says of a process that cannot write. */
@Timeout(60)
class WriteHealthTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration SOON = Duration.ofSeconds(15);

    private final String url = LogFixture.newDatabase();
    private final TcpProxy network = new TcpProxy(url);
    private final LogFixture log =
            new LogFixture(url, network.url(), LogFixture.timeouts(Duration.ofSeconds(1), Duration.ofMillis(900)));

    @BeforeEach
    void connect_the_appender() {
        log.engine.appendEvents(Noted.events("a", 0, 1));
    }

    @AfterEach
    void close() {
        log.close();
        network.close();
    }

    private Status status(Duration unwritableAfter) {
        return new WriteHealth(log.appender, log.jdbc, unwritableAfter).health().getStatus();
    }

    @Test
    void it_is_up_while_events_can_be_appended() {
        assertThat(status(SHORT)).isEqualTo(Status.UP);
    }

    @Test
    void it_is_down_when_appends_fail_for_long_and_up_again_without_a_command() {
        network.inject(Fault.BLACK_HOLE);
        await().atMost(SOON).until(() -> status(SHORT), Status.DOWN::equals);
        assertThat(status(Duration.ofMinutes(1))).isEqualTo(Status.UP);
        network.mend();
        await().atMost(SOON).until(() -> status(SHORT), Status.UP::equals);
    }

    @Test
    void it_is_down_while_the_database_can_only_be_read() {
        setReadOnly("on");
        assertThatThrownBy(() -> log.engine.appendEvents(Noted.events("a", 1, 1)))
                .isInstanceOf(LogUnavailableException.class);
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> status(SHORT), Status.DOWN::equals);
        setReadOnly("off");
        await().atMost(SOON).until(() -> status(SHORT), Status.UP::equals);
    }

    /** For the sessions that begin from now on, and there are no others. */
    private void setReadOnly(String value) {
        log.jdbc
                .sql("ALTER DATABASE %s SET default_transaction_read_only = %s"
                        .formatted(TestDatabase.nameIn(url), value))
                .update();
        log.jdbc
                .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'tidemark-appender'")
                .query()
                .listOfRows();
    }

    @Test
    void it_is_down_when_aggregates_cannot_be_read() {
        var nowhere = TestDatabase.dataSource("jdbc:postgresql://localhost:1/none");
        var health = new WriteHealth(log.appender, JdbcClient.create(nowhere), SHORT);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        await().atMost(SOON).until(() -> health.health().getStatus(), Status.DOWN::equals);
    }
}
