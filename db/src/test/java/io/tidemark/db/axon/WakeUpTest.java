package io.tidemark.db.axon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.db.log.LogTuning;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** These processes ask of themselves once an hour: what they see sooner, a notification told them. */
@Timeout(30)
class WakeUpTest {

    private static final LogTuning ASKS_HOURLY = LogFixture.pollEvery(Duration.ofHours(1));
    private static final int SOON = 5;

    private final String url = LogFixture.newDatabase();
    private final LogFixture here = new LogFixture(url, ASKS_HOURLY);
    private LogFixture there = here;

    @BeforeEach
    void both_listen() {
        here.engine.appendEvents(Noted.events("a", 0, 1));
        there = new LogFixture(url, ASKS_HOURLY);
        await().until(() -> there.highWaterMark.position() == 1); // It asks once it listens.
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void a_stream_in_another_process_sees_new_events() throws Exception {
        try (var stream = there.store.openStream(there.store.createHeadToken())) {
            var next = CompletableFuture.supplyAsync(() -> next(stream));
            here.engine.appendEvents(Noted.events("a", 1, 1));
            assertThat(next.get(SOON, SECONDS).trackingToken().position()).hasValue(2);
        }
    }

    @Test
    void a_reader_that_waits_on_a_stream_is_woken() throws Exception {
        try (var stream = there.store.openStream(there.store.createHeadToken())) {
            var available = CompletableFuture.supplyAsync(() -> hasNext(stream));
            here.engine.appendEvents(Noted.events("a", 1, 1));
            assertThat(available.get(SOON, SECONDS)).isTrue();
            assertThat(stream.peek()).isPresent();
        }
    }

    @Test
    void call_backs_are_called_in_every_process() throws Exception {
        var called = new CountDownLatch(2);
        try (var stream = here.store.openStream(here.store.createHeadToken());
                var other = there.store.openStream(there.store.createHeadToken())) {
            assertThat(stream.setOnAvailableCallback(called::countDown)).isTrue();
            assertThat(other.setOnAvailableCallback(called::countDown)).isTrue();
            here.engine.appendEvents(Noted.events("a", 1, 1));
            assertThat(called.await(SOON, SECONDS)).isTrue();
        }
    }

    @Test
    void a_stream_that_was_closed_is_left_alone() {
        var called = new CountDownLatch(1);
        var stream = here.store.openStream(null);
        stream.setOnAvailableCallback(called::countDown);
        stream.close();
        here.engine.appendEvents(Noted.events("a", 1, 1));
        assertThat(called.getCount()).isOne();
    }

    @Test
    void a_call_back_that_fails_stops_neither_appends_nor_wake_ups() {
        here.highWaterMark.onAdvance(WakeUpTest::fail);
        there.highWaterMark.onAdvance(WakeUpTest::fail);
        here.engine.appendEvents(Noted.events("a", 1, 1));
        here.engine.appendEvents(Noted.events("a", 2, 1));
        await().atMost(SOON, SECONDS).until(() -> there.highWaterMark.position() == 3);
    }

    @Test
    void at_the_end_of_the_log_nothing_is_available() throws InterruptedException {
        try (var stream = there.store.openStream(there.store.createHeadToken())) {
            assertThat(stream.peek()).isEmpty();
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    private static TrackedEventMessage<?> next(TrackingEventStream stream) {
        try {
            return stream.nextAvailable();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean hasNext(TrackingEventStream stream) {
        try {
            return stream.hasNextAvailable(4 * SOON, SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void fail() {
        throw new IllegalStateException("this call-back fails");
    }
}
