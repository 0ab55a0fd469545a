package io.tidemark.standalone;

import static io.tidemark.standalone.Tabs.SESSIONS;
import static io.tidemark.standalone.Tabs.start;
import static io.tidemark.standalone.Tabs.starts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deadlines of sessions, whatever happens to them: each session ends, and once. */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class DeadlineSpecTest {

    private static final Duration CEILING = Duration.ofSeconds(30);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(2);
    private static final String[] IMPATIENT = {
        "tidemark.sessions.idle-timeout=" + IDLE_TIMEOUT,
        "tuning.deadline.poll-interval=100ms",
        "tuning.deadline.retry-interval=100ms",
        "spring.datasource.hikari.connection-timeout=500"
    };

    private final String url = TestDatabase.create();
    private final JdbcClient database = JdbcClient.create(TestDatabase.dataSource(url));

    @Test
    void processes_that_share_them_carry_each_out_once() {
        int sessions = 40;
        try (var one = tidemark();
                var other = tidemark()) {
            var ann = one.as("ann");
            IntStream.range(0, sessions)
                    .mapToObj(i -> ann.sendSoon("POST", SESSIONS + "/start", start("tab-" + i)))
                    .toList()
                    .forEach(sent -> sent.join().is(201));
            copyDeadlines("task_instance || '-again'", "task_data");
            awaitNoDeadlines();
            assertThat(events("session:ended")).isEqualTo(sessions);
            var last = starts(other.as("ann"), "tab-0").is(200);
            assertThat(ann.getAfter(last, SESSIONS + "?status=open").list("data"))
                    .isEmpty();
        }
    }

    @Test
    void deadline_without_a_session_comes_to_nothing() {
        try (var tidemark = tidemark()) {
            starts(tidemark.as("ann"), "tab-1").is(201);
            copyDeadlines(
                    "task_instance || '-other'",
                    "convert_to(regexp_replace(convert_from(task_data, 'UTF8'), 'session/[0-9a-f]{8}', 'session/00000000'),"
                            + " 'UTF8')");
            awaitNoDeadlines();
            assertThat(events("session:ended")).isEqualTo(1);
        }
    }

    @Test
    void no_session_begins_without_its_deadline() {
        try (var tidemark = tidemark()) {
            database.sql("ALTER TABLE scheduled_tasks ADD CONSTRAINT refused CHECK (task_instance = '')")
                    .update();
            var ann = tidemark.as("ann");
            starts(ann, "tab-1").is(500);
            assertThat(events("session:started")).isZero();
            database.sql("ALTER TABLE scheduled_tasks DROP CONSTRAINT refused").update();
            starts(ann, "tab-1").is(201);
        }
    }

    @Test
    void deadline_of_a_process_that_died_with_it_is_carried_out_by_another() {
        try (var tidemark = tidemark()) {
            starts(tidemark.as("ann"), "tab-1").is(201);
        }
        database.sql("""
                UPDATE scheduled_tasks SET picked = true, picked_by = 'dead', last_heartbeat = now() - interval '1 hour'
                """).update();
        try (var another = tidemark()) {
            awaitNoDeadlines();
            assertThat(events("session:ended")).isEqualTo(1);
            var last = starts(another.as("ann"), "tab-1").is(200);
            assertThat(another.as("ann")
                            .getAfter(last, SESSIONS + "?status=open")
                            .list("data"))
                    .isEmpty();
        }
    }

    @Test
    void deadline_whose_event_is_not_taken_is_tried_again() {
        try (var tidemark = tidemark()) {
            starts(tidemark.as("ann"), "tab-1").is(201);
            database.sql("ALTER TABLE event_log ADD CONSTRAINT no_end CHECK (event_type <> 'session:ended')")
                    .update();
            await().atMost(CEILING)
                    .until(() -> count("SELECT count(*) FROM scheduled_tasks WHERE consecutive_failures > 1") == 1);
            database.sql("ALTER TABLE event_log DROP CONSTRAINT no_end").update();
            awaitNoDeadlines();
            assertThat(events("session:ended")).isEqualTo(1);
        }
    }

    @Test
    void outage_is_said_once_and_delays_an_end_no_more_than_it_lasts(CapturedOutput output) {
        try (var tidemark = tidemark()) {
            var ann = tidemark.as("ann");
            starts(ann, "tab-1").is(201);
            var due = Instant.now().plus(IDLE_TIMEOUT);
            allowConnections(false);
            await().atMost(CEILING).until(() -> output.getAll().contains("Cannot look up deadlines"));
            starts(ann, "tab-2").is(503);
            await().until(() -> Instant.now().isAfter(due));
            allowConnections(true);
            awaitNoDeadlines();
            assertThat(events("session:ended")).isEqualTo(1);
            assertThat(output.getAll()).containsOnlyOnce("Cannot look up deadlines");
            assertThat(output.getAll()).containsOnlyOnce("Can look up deadlines again");
            assertThat(output.getAll()).doesNotContain("Unhandled exception", "load/create aggregate");
        }
    }

    @Test
    void failed_start_does_not_begin_with_them(CapturedOutput output) {
        assertThatThrownBy(() -> RunningTidemark.start(
                        url, "server.address=203.0.113.1", "tidemark.auth.built-in-issuer=insecure-anywhere"))
                .isInstanceOf(Exception.class);
        assertThat(output.getAll()).contains("Creating scheduler").doesNotContain("Starting scheduler");
    }

    private RunningTidemark tidemark() {
        return RunningTidemark.start(url, IMPATIENT);
    }

    private void copyDeadlines(String instance, String data) {
        database.sql("""
                INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version, priority)
                SELECT task_name, %s, %s, execution_time, picked, version, priority FROM scheduled_tasks
                """.formatted(instance, data)).update();
    }

    private void awaitNoDeadlines() {
        await().atMost(CEILING).ignoreExceptions().until(() -> count("SELECT count(*) FROM scheduled_tasks") == 0);
    }

    private long events(String type) {
        return count("SELECT count(*) FROM event_log WHERE event_type = '" + type + "'");
    }

    private long count(String query) {
        return database.sql(query).query(Long.class).single();
    }

    private void allowConnections(boolean allowed) {
        var name = url.replaceFirst(".*/([^/?]*).*", "$1");
        var server = JdbcClient.create(TestDatabase.dataSource(url.replace("/" + name, "/postgres")));
        server.sql("ALTER DATABASE %s ALLOW_CONNECTIONS %b".formatted(name, allowed))
                .update();
        server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")
                .params(name)
                .query()
                .listOfRows();
    }
}
