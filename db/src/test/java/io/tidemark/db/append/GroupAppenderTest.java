package io.tidemark.db.append;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.db.Tasks;
import io.tidemark.db.TestDatabase;
import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.jdbc.DedicatedConnections;
import io.tidemark.db.log.EventMessageConverter;
import io.tidemark.db.log.LogConfiguration;
import io.tidemark.db.log.LogTuning;
import io.tidemark.db.log.NewEvent;
import io.tidemark.db.log.RecentEvents;
import io.tidemark.testkit.TcpProxy;
import io.tidemark.testkit.TcpProxy.Fault;
import java.io.IOException;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** How the appender treats the commands that wait for it. */
@Timeout(30)
class GroupAppenderTest {

    private final String url = LogFixture.newDatabase();
    private final HighWaterMark highWaterMark = new LogConfiguration().logHighWaterMark();

    @Test
    void a_command_that_was_given_up_is_not_stored_later() {
        try (var batch = new Batch(url)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> batch.appender.append(command("a"))).isInstanceOf(LogUnavailableException.class);
            assertThat(Thread.interrupted()).isTrue();
            var other = batch.add(Noted.event("b", 0));
            batch.send();
            assertThat(other).isCompletedWithValue(1L);
        }
    }

    @Test
    void a_command_after_its_deadline_is_not_stored() {
        var late = new PendingAppend(List.of(entry("a")), null, Deadline.of(ofSeconds(-1)));
        assertThat(late.position()).isNotDone();
        assertThat(late.isAbandoned()).isTrue();
        try (var batch = new Batch(url)) {
            assertThatThrownBy(() -> batch.appender.append(late)).isInstanceOf(LogUnavailableException.class);
            var other = batch.add(Noted.event("b", 0));
            batch.send();
            assertThat(other).isCompletedWithValue(1L);
        }
    }

    @Test
    void a_command_that_is_told_so_while_the_log_is_connected_to_is_not_stored_once_it_is() throws IOException {
        try (var network = new TcpProxy(url);
                var log = new LogFixture(url, network.url(), LogFixture.PROPERTIES)) {
            network.inject(Fault.SILENT);
            var told = new PendingAppend(List.of(entry("told")), null, Deadline.of(ofMillis(500)));
            assertThatThrownBy(() -> log.appender.append(told)).isInstanceOf(LogUnavailableException.class);
            network.mend();
            log.engine.appendEvents(Noted.events("a", 0, 1));
            assertThat(log.rows()).containsExactly("1 a/0");
        }
    }

    @Test
    void an_end_while_the_log_is_connected_to_loses_nothing_that_waits() throws IOException {
        try (var network = new TcpProxy(url)) {
            var batch = new Batch(network.url());
            network.inject(Fault.SILENT);
            var waiting = batch.add(Noted.event("a", 0));
            batch.appender.start();
            await().until(() -> isOpening("tidemark-appender"));
            CompletableFuture.delayedExecutor(500, MILLISECONDS).execute(() -> network.mend());
            batch.close();
            assertThat(waiting).succeedsWithin(ofSeconds(10)).isEqualTo(1L);
        }
    }

    private static boolean isOpening(String thread) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey().getName().equals(thread))
                .flatMap(each -> Stream.of(each.getValue()))
                .anyMatch(frame -> frame.getClassName().equals(DriverManager.class.getName()));
    }

    @Tag("slow")
    @Test
    void a_connection_that_was_cut_while_there_was_nothing_to_append_is_found_out() {
        var network = new TcpProxy(url);
        try (var log = new LogFixture(url, network.url(), LogFixture.timeouts(ofSeconds(10), ofSeconds(20)))) {
            log.engine.appendEvents(Noted.events("a", 0, 1));
            int port = appenderSession(log, "client_port").get(0);
            assertThat(network.carries(port)).isTrue();
            network.inject(Fault.BLACK_HOLE);
            await().atMost(ofSeconds(15)).until(() -> network.hasLostData() && !network.carries(port));
            network.mend();
            log.engine.appendEvents(Noted.events("a", 1, 1));
            assertThat(log.rows()).containsExactly("1 a/0", "2 a/1");
        }
    }

    @Tag("slow")
    @Test
    void its_session_is_not_ended_while_there_is_nothing_to_append() {
        try (var log = new LogFixture(url, LogFixture.timeouts(ofSeconds(10), ofSeconds(3)))) {
            log.engine.appendEvents(Noted.events("a", 0, 1));
            var session = appenderSession(log, "pid");
            await().during(ofSeconds(5)).until(() -> appenderSession(log, "pid").equals(session));
        }
    }

    private static List<Integer> appenderSession(LogFixture log, String column) {
        return log.jdbc
                .sql("SELECT " + column + " FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'tidemark-appender'")
                .query(Integer.class)
                .list();
    }

    @Test
    void a_command_too_many_is_refused_at_once() {
        var bounds = new LogTuning(500, 1_000_000, 1, ofSeconds(1), ofSeconds(0), 0, ofSeconds(30));
        try (var batch = new Batch(url, bounds)) {
            var waiting = batch.add(Noted.event("a", 0));
            assertThatThrownBy(() -> batch.appender.append(command("b")))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessage("too many commands are waiting for the log");
            batch.send();
            assertThat(waiting).isCompletedWithValue(1L);
        }
    }

    @Test
    void commands_that_wait_at_its_close_are_still_written() {
        var batch = new Batch(url);
        var waiting =
                List.of(batch.add(Noted.event("b", 0)), batch.add(Noted.event("a", 0)), batch.add(Noted.event("a", 0)));
        batch.appender.start();
        batch.close();
        assertThat(Tasks.failures(waiting)).hasExactlyElementsOfTypes(AggregateStreamCreationException.class);
        assertThat(waiting.get(1)).isCompletedWithValue(2L);
    }

    @Test
    void its_own_process_knows_at_once_how_far_the_log_is() {
        try (var appender = new GroupAppender(
                LogFixture.sessions(url),
                LogFixture.PROPERTIES,
                LogTuning.DEFAULT,
                new RecentEvents(0),
                highWaterMark,
                new SimpleMeterRegistry())) {
            appender.start();
            assertThat(appender.append(command("a"))).isEqualTo(highWaterMark.position());
        }
    }

    @Test
    void once_closed_it_takes_nothing_more() {
        var log = new LogFixture(url);
        log.close();
        assertThatThrownBy(() -> log.appender.append(command("a")))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("the log is closed");
    }

    @Test
    void an_unexpected_failure_fails_the_command_and_not_the_appender() {
        var connections = new DedicatedConnections(failingOnce());
        try (var appender = new GroupAppender(
                connections,
                LogFixture.PROPERTIES,
                LogTuning.DEFAULT,
                new RecentEvents(0),
                highWaterMark,
                new SimpleMeterRegistry())) {
            appender.start();
            assertThatThrownBy(() -> appender.append(command("a"))).hasMessage("nobody foresaw this");
            assertThat(appender.append(command("b"))).isEqualTo(1);
        }
    }

    private JdbcConnectionDetails failingOnce() {
        return new JdbcConnectionDetails() {

            private final JdbcConnectionDetails working = TestDatabase.details(url);
            private final AtomicInteger calls = new AtomicInteger();

            @Override
            public @Nullable String getUsername() {
                return null;
            }

            @Override
            public @Nullable String getPassword() {
                return null;
            }

            @Override
            public String getJdbcUrl() {
                if (calls.getAndIncrement() == 0) {
                    throw new IllegalStateException("nobody foresaw this");
                }
                return working.getJdbcUrl();
            }
        };
    }

    private static PendingAppend command(String aggregateId) {
        return new PendingAppend(List.of(entry(aggregateId)), null);
    }

    private static NewEvent entry(String aggregateId) {
        return EventMessageConverter.of(Noted.event(aggregateId, 0), LogFixture.serializer());
    }
}
