package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.QueryTimeoutException;

@Timeout(60)
class SlowPageTest {

    /** Without sorting each event is reached by its position, however few of them are guessed. */
    private final LogFixture log = new LogFixture(
            LogFixture.newDatabase() + "&options=-c%20statement_timeout=500ms%20-c%20enable_sort=off",
            LogFixture.remembering(0));

    @BeforeEach
    void fill_the_log() {
        log.engine.appendEvents(Noted.events("a", 0, 100));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_page_that_takes_longer_than_a_statement_may_is_read_in_smaller_ones() {
        eachEventTakes("0.02");
        assertThat(log.engine.page(0)).hasSizeBetween(1, 20);
        var positions = log.engine
                .readEvents(new GlobalSequenceTrackingToken(60), false)
                .map(TrackedEventMessage::trackingToken)
                .map(PostgresEventStorageEngine::positionOf);
        assertThat(positions)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(61, 100).boxed().toList());
    }

    @Test
    void an_event_that_takes_longer_by_itself_is_not_read() {
        eachEventTakes("1");
        assertThatThrownBy(() -> log.engine.page(0)).isInstanceOf(QueryTimeoutException.class);
    }

    private void eachEventTakes(String seconds) {
        log.jdbc.sql("ALTER TABLE event_log RENAME TO event_log_table").update();
        log.jdbc
                .sql("CREATE VIEW event_log AS SELECT * FROM event_log_table WHERE pg_sleep(%s)::text = ''"
                        .formatted(seconds))
                .update();
    }
}
