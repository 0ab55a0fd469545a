package io.tidemark.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges of time where the clock of the database stepped back: events recorded after 0, 40, 35 and 50 seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockStepTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final QueryNode node = QueryNode.start();
    private final AuditLog log = node.bean(AuditLog.class);

    @BeforeAll
    void step_the_clock() {
        var reply = SavedReply.of("ann");
        node.append(reply.created(), reply.retitled("two"), reply.retitled("three"), reply.retitled("four"));
        node.jdbc()
                .sql("UPDATE event_log SET recorded_at = ?::timestamptz"
                        + " + (ARRAY[0, 40, 35, 50])[position] * interval '1 second'")
                .params(Timestamp.from(NOON))
                .update();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "30, 1", "36, 1", "41, 3", "51, 4"})
    void all_that_was_recorded_from_an_instant_on_is_behind_its_position(int seconds, long position) {
        assertThat(log.before(NOON.plusSeconds(seconds))).isEqualTo(position);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "30, 1", "36, 3", "41, 3", "51, 4"})
    void all_that_was_recorded_before_an_instant_is_up_to_its_position(int seconds, long position) {
        assertThat(log.lastBefore(NOON.plusSeconds(seconds))).isEqualTo(position);
    }
}
