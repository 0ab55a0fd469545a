package io.tidemark.db.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.db.Tasks;
import io.tidemark.db.log.EventMessageConverter;
import io.tidemark.testkit.TcpProxy;
import io.tidemark.testkit.TcpProxy.Fault;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One process, or all of them, cannot go on; nobody waits for ever. */
@Timeout(30)
@Tag("postgres-versions")
class StalledHolderTest {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

    private final String url = LogFixture.newDatabase();
    private final TcpProxy network = new TcpProxy(url);

    @AfterEach
    void close() throws IOException {
        network.close();
    }

    @Test
    void a_process_that_stalls_with_the_lock_is_ended() throws SQLException {
        try (var stalled = holder();
                var log = new LogFixture(url, LogFixture.timeouts(Duration.ofSeconds(8), LOCK_TIMEOUT))) {
            log.engine.appendEvents(Noted.events("a", 0, 1));
            assertThat(log.rows()).containsExactly("1 a/0");
            assertThat(stalled.isValid(1)).isFalse();
        }
    }

    @Test
    void a_process_that_dawdles_with_the_lock_is_ended() throws SQLException {
        try (var dawdling = holder();
                var log = new LogFixture(url, LogFixture.timeouts(Duration.ofSeconds(8), LOCK_TIMEOUT))) {
            var work = Tasks.start(() -> sleep(dawdling));
            log.engine.appendEvents(Noted.events("a", 0, 1));
            assertThat(log.rows()).containsExactly("1 a/0");
            assertThat(Tasks.failures(List.of(work))).hasSize(1);
        }
    }

    @Test
    void uncommitted_events_of_a_stalled_process_are_not_stored() throws SQLException {
        try (var stalled = holder();
                var log = new LogFixture(url, LogFixture.timeouts(Duration.ofSeconds(8), LOCK_TIMEOUT))) {
            new AppendStatement(stalled).execute(List.of(pending(Noted.event("lost", 0))));
            log.engine.appendEvents(Noted.events("a", 0, 1));
            assertThat(log.rows()).containsExactly("1 a/0");
        }
    }

    @Test
    void events_that_a_frozen_process_sends_later_are_not_stored() throws SQLException {
        try (var frozen = LogFixture.sessions(url).openBounded("frozen", LOCK_TIMEOUT);
                var log = new LogFixture(url)) {
            await().until(() -> log.jdbc
                    .sql("SELECT count(*) = 0 FROM pg_stat_activity WHERE application_name = 'frozen'")
                    .query(Boolean.class)
                    .single());
            var late = List.of(pending(Noted.event("late", 0)));
            assertThatThrownBy(() -> new AppendStatement(frozen).execute(late)).isInstanceOf(SQLException.class);
            assertThat(log.rows()).isEmpty();
        }
    }

    @Tag("slow")
    @Test
    void a_command_is_told_when_the_log_is_out_of_reach() {
        try (var log = new LogFixture(url, network.url(), LogFixture.timeouts(Duration.ofSeconds(2), LOCK_TIMEOUT))) {
            log.engine.appendEvents(Noted.events("a", 0, 1));
            network.inject(Fault.BLACK_HOLE);
            assertThatThrownBy(() -> log.engine.appendEvents(Noted.events("a", 1, 1)))
                    .isInstanceOf(LogUnavailableException.class);
        }
    }

    @Test
    void commands_succeed_again_once_the_log_is_back() {
        try (var log = new LogFixture(url, network.url(), LogFixture.timeouts(Duration.ofSeconds(8), LOCK_TIMEOUT))) {
            log.engine.appendEvents(Noted.events("a", 0, 1));
            network.inject(Fault.BLACK_HOLE);
            var waiting = log.appendLater(Noted.events("a", 1, 1));
            await().until(network::hasLostData);
            network.mend();
            waiting.join();
            assertThat(log.rows()).containsExactly("1 a/0", "2 a/1");
        }
    }

    private Connection holder() throws SQLException {
        var connection = LogFixture.sessions(url).openBounded("stalled", LOCK_TIMEOUT);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT lock_event_log()");
        }
        return connection;
    }

    private static void sleep(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_sleep(60)");
        } catch (SQLException ended) {
            throw new IllegalStateException(ended);
        }
    }

    private static PendingAppend pending(DomainEventMessage<?> event) {
        return new PendingAppend(List.of(EventMessageConverter.of(event, LogFixture.serializer())), null);
    }
}
