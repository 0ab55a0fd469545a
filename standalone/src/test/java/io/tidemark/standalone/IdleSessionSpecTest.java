package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session that nobody ends ends by itself, whatever became of the process on which it was started. */
@Tag("slow")
class IdleSessionSpecTest {

    private static final Duration CEILING = Duration.ofSeconds(30);
    private static final String[] IMPATIENT = {
        "tidemark.sessions.idle-timeout=2s", "tuning.deadline.poll-interval=200ms"
    };
    private static final String START =
            "{\"localId\":\"tab-1\",\"repoOwner\":\"quay\",\"repoName\":\"boats\",\"prNumber\":42}";

    @Test
    void a_session_outlives_the_process_but_not_its_silence() {
        var database = TestDatabase.create();
        var token = "";
        var path = "";
        try (var first = RunningTidemark.start(database, IMPATIENT)) {
            var ann = first.as("ann");
            token = ann.token();
            path = ann.post("/api/sessions/start", START).is(201).location();
        }
        try (var second = RunningTidemark.start(database, IMPATIENT)) {
            var ann = second.with(token);
            var session = path;
            await().atMost(CEILING)
                    .until(() -> ann.get(session).is(200).text("status").equals("ended"));
            var ended = ann.get(session);
            assertThat(ended.text("endedBy")).isEqualTo("timeout");
            assertThat(ended.text("endedAt")).isEqualTo(ended.text("startedAt"));
            assertThat(ended.json().get("durationSeconds").longValue()).isZero();
            var real = ann.post("/api/sessions/end", "{\"localId\":\"tab-1\",\"durationSeconds\":300}")
                    .is(200);
            assertThat(real.text("endedBy")).isEqualTo("client");
            assertThat(ann.getAfter(real, session).json()).isEqualTo(real.json());
            var events = ann.eventsUpTo(real);
            assertThat(events)
                    .extracting(event -> event.get("type").stringValue() + " by "
                            + event.get("actor").stringValue())
                    .containsExactly("session:started by ann", "session:ended by tidemark", "session:corrected by ann");
        }
    }
}
