package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.testkit.SseFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** GET /actuator/health and /actuator/prometheus */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealthSpecTest {

    private static final String READINESS = "/actuator/health/readiness";
    private static final String FIGURES = "/actuator/prometheus";

    private final String databaseUrl = TestDatabase.create();
    private final RunningTidemark tidemark = RunningTidemark.start(databaseUrl, "tidemark.projector.max-lag=300ms");
    private final Caller ann = tidemark.as("ann");
    private final Caller boss = tidemark.as("boss", "admin");

    @AfterAll
    void stop() {
        tidemark.close();
    }

    @Test
    void is_alive_and_ready_and_says_so_to_anybody() {
        assertThat(tidemark.anybody().get("/actuator/health/liveness").is(200).text("status"))
                .isEqualTo("UP");
        assertThat(tidemark.anybody().get(READINESS).is(200).text("status")).isEqualTo("UP");
    }

    @Test
    void is_not_ready_while_the_read_models_are_too_far_behind() throws SQLException {
        try (var other = TestDatabase.dataSource(databaseUrl).getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE reply_view IN ACCESS EXCLUSIVE MODE");
            ann.creates("late");
            await().atMost(Duration.ofSeconds(10)).until(() -> status() == 503);
            tidemark.anybody().get("/actuator/health/liveness").is(200);
            other.rollback();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> status() == 200);
    }

    private int status() {
        return tidemark.anybody().get(READINESS).status();
    }

    /** Readiness looks into the database; anybody may ask for it. */
    @Test
    void many_who_ask_at_once_do_not_each_ask_the_database() {
        double before = connectionsTaken();
        for (int round = 0; round < 10; round++) {
            var answers = Stream.generate(() -> tidemark.anybody().sendSoon("GET", READINESS, ""))
                    .limit(100)
                    .toList();
            answers.forEach(answer -> assertThat(answer.join().status()).isNotEqualTo(404));
        }
        assertThat(connectionsTaken() - before).isLessThan(300);
    }

    private double connectionsTaken() {
        return Pattern.compile("(?m)^hikaricp_connections_acquire_seconds_count\\{.*} (.*)$")
                .matcher(boss.get(FIGURES).is(200).body())
                .results()
                .mapToDouble(figure -> Double.parseDouble(figure.group(1)))
                .sum();
    }

    @Test
    void figures_are_for_admins() {
        tidemark.anybody().get(FIGURES).isProblem(401, "unauthenticated");
        ann.get(FIGURES).isProblem(403, "forbidden");
        boss.get(FIGURES).is(200);
    }

    /** Each figure that it names is there once something has happened, but for its histograms' own suffixes. */
    @Test
    void figures_are_those_that_the_dashboard_of_them_asks_for() throws IOException {
        try (var stream = new StreamClient(tidemark.port(), ann.token(), null)) {
            await().until(() -> !stream.frames().isEmpty());
            ann.creates("delivered");
            await().until(() -> stream.frames().stream().anyMatch(SseFrame::isChange));
        }
        var dashboard = Files.readString(Path.of("../docs/grafana.json"));
        var asked =
                Pattern.compile("tidemark_[a-z_]+").matcher(dashboard).results().map(MatchResult::group);
        var figures = boss.get(FIGURES).is(200).body();
        assertThat(asked.distinct())
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(figures).containsPattern("(?m)^" + name + "[{ ]"));
    }

    @Test
    void figures_tell_what_is_going_on() {
        ann.getAfter(ann.creates("counted"), Caller.REPLIES).is(200);
        ann.get("/api/changes?after=nonsense").is(200);
        var figures = boss.get(FIGURES).is(200).body();
        assertThat(figures)
                .contains(
                        "tidemark_append_seconds_bucket{",
                        "tidemark_append_events_sum",
                        "tidemark_append_commands_count")
                .contains("tidemark_projector_lag_events 0.0", "tidemark_projector_lag_seconds 0.0")
                .contains("tidemark_stream_connections 0.0", "tidemark_stream_users 0.0")
                .contains("tidemark_stream_verdicts_total{mode=\"reset\",reason=\"malformed\"} 1.0")
                .contains("tidemark_delivery_seconds", "tidemark_http_write_timeouts_total 0.0");
    }
}
