package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackingEventStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log ends before the head that this process knows, as after a fail-over that lost the last events. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // A stream that spins is not interrupted.
@Tag("postgres-versions")
class HeadBeyondLogTest {

    private static final int WAIT_MILLIS = 300;

    private final LogFixture log = new LogFixture(LogFixture.newDatabase());

    @BeforeEach
    void know_of_more_than_there_is() {
        log.engine.appendEvents(Noted.events("a", 0, 1));
        log.highWaterMark.advanceTo(1_000_000);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_stream_waits_as_long_as_it_was_told_and_says_that_there_is_nothing() throws InterruptedException {
        try (var stream = atTheEnd()) {
            long begun = System.nanoTime();
            assertThat(stream.hasNextAvailable(WAIT_MILLIS, TimeUnit.MILLISECONDS))
                    .isFalse();
            assertThat(stream.hasNextAvailable()).isFalse();
            assertThat(stream.peek()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_stream_that_waits_asks_the_database_once() throws InterruptedException {
        try (var stream = atTheEnd()) {
            long before = pagesRead();
            stream.hasNextAvailable(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(() -> pagesRead() - before < 10);
        }
    }

    @Test
    void what_is_appended_then_is_there_when_it_asks_next() throws InterruptedException {
        try (var stream = atTheEnd()) {
            assertThat(stream.hasNextAvailable()).isFalse();
            log.engine.appendEvents(Noted.events("a", 1, 1));
            assertThat(stream.nextAvailable().trackingToken().position()).hasValue(2);
        }
    }

    private TrackingEventStream atTheEnd() throws InterruptedException {
        var stream = log.store.openStream(null);
        stream.nextAvailable();
        return stream;
    }

    /** How often the log was looked into by its primary key. */
    private long pagesRead() {
        return log.jdbc
                .sql("SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'event_log_pkey'")
                .query(Long.class)
                .single();
    }
}
