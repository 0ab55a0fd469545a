package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.query.projector.deadletter.DeadLetterStatements;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.deadletter.jdbc.DefaultDeadLetterStatementFactory;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the projector takes for granted about Axon's inside. Each failure says what to look at after an upgrade. */
class FrameworkAssumptionsTest {

    private static final int MORE_THAN_AXON_BUFFERS = 1_200;
    private static final int CLAIM_INTERVAL_MILLIS = 5;

    private final List<Duration> delays = new CopyOnWriteArrayList<>();
    private final List<Instant> attempts = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final EmbeddedEventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final ScheduledExecutorService coordinator = new RecordingExecutor();
    private final ScheduledExecutorService worker = new ScheduledThreadPoolExecutor(1);

    /** Notes how long each task is to wait. */
    private class RecordingExecutor extends ScheduledThreadPoolExecutor {

        RecordingExecutor() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            delays.add(Duration.ofNanos(unit.toNanos(delay)));
            return super.schedule(task, delay, unit);
        }
    }

    @AfterEach
    void stop() {
        released.countDown();
        coordinator.shutdownNow();
        worker.shutdownNow();
        events.shutDown();
    }

    @Test
    void axon_pauses_for_as_long_as_CappedDelayExecutor_recognises_while_a_buffer_is_full() {
        publish(MORE_THAN_AXON_BUFFERS);
        var pause = Duration.ofNanos(CappedDelayExecutor.AXONS_PAUSE_NANOS);
        processor(this::block, Clock.systemUTC()).start();
        await().untilAsserted(() -> assertThat(delays)
                .as("Axon's coordinator waits for another time when it has no space for more events. Find the time in"
                        + " Coordinator.CoordinationTask and put it into CappedDelayExecutor, or a rebuild is slow")
                .endsWith(pause, pause));
    }

    private Object block(EventMessage<?> event) throws InterruptedException {
        released.await();
        return event;
    }

    @Test
    void release_into_the_past_ends_the_back_off_after_a_failure() {
        publish(1);
        var clock = new Ticking();
        var processor = processor(this::fail, clock);
        processor.start();
        await().during(Duration.ofMillis(300)).until(() -> {
            clock.tick();
            return attempts.size() == 1;
        });
        await().untilAsserted(() -> {
            processor.releaseSegment(0, -1, TimeUnit.SECONDS);
            clock.tick();
            assertThat(attempts)
                    .as(
                            "PooledStreamingEventProcessor.releaseSegment with an end in the past no longer ends a back-off."
                                    + " ProjectorLifecycle needs another way, or the projector stays away for up to a minute")
                    .hasSizeGreaterThan(1);
        });
    }

    /** A clock that runs so slowly that the first back-off, of one second, does not end by itself during a test. */
    private static class Ticking extends Clock {

        private volatile Instant now = Instant.now().plusSeconds(3_600);

        @SuppressWarnings("NonAtomicVolatileUpdate") // One thread ticks.
        void tick() {
            now = now.plusMillis(CLAIM_INTERVAL_MILLIS + 1);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private Object fail(EventMessage<?> event) {
        attempts.add(Instant.now());
        throw new IllegalStateException("on purpose");
    }

    private void publish(int count) {
        events.publish(IntStream.range(0, count)
                .mapToObj(GenericEventMessage::asEventMessage)
                .toList());
    }

    private PooledStreamingEventProcessor processor(EventMessageHandler handler, Clock clock) {
        return PooledStreamingEventProcessor.builder()
                .name("assumptions")
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(handler)
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build())
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(events)
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.instance())
                .initialSegmentCount(1)
                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                .coordinatorExecutor(coordinator)
                .workerExecutor(worker)
                .clock(clock)
                .build();
    }

    @Test
    void axons_search_for_dead_letters_still_takes_the_page_for_an_index() throws SQLException {
        var statement = new CopyOnWriteArrayList<String>();
        new AxonsStatements().claimableSequencesStatement(recording(statement), "projector", Instant.EPOCH, 10, 10);
        assertThat(statement)
                .as("Axon's search for sequences of dead letters has changed. If it now reads every page of sequences,"
                        + " remove DeadLetterStatements.claimableSequencesStatement; else update this text")
                .containsExactly("SELECT * FROM dead_letter_entry dl WHERE dl.processing_group=?"
                        + " AND dl.sequence_index>=? AND dl.sequence_index=(SELECT MIN(dl2.sequence_index)"
                        + " FROM dead_letter_entry dl2 WHERE dl2.processing_group=dl.processing_group"
                        + " AND dl2.sequence_identifier=dl.sequence_identifier)"
                        + " AND (dl.processing_started IS NULL OR dl.processing_started<?)"
                        + " ORDER BY dl.last_touched ASC LIMIT ?");
    }

    private static class AxonsStatements extends DefaultDeadLetterStatementFactory<EventMessage<?>> {

        AxonsStatements() {
            super(new Configured());
        }

        private static class Configured extends Builder<EventMessage<?>> {

            Configured() {
                schema(DeadLetterStatements.SCHEMA);
                genericSerializer(proxy(Serializer.class, (proxy, method, arguments) -> null));
                eventSerializer(proxy(Serializer.class, (proxy, method, arguments) -> null));
            }
        }
    }

    private static Connection recording(List<String> statements) {
        var prepared = proxy(PreparedStatement.class, (proxy, method, arguments) -> null);
        return proxy(Connection.class, (proxy, method, arguments) -> {
            statements.add((String) arguments[0]);
            return prepared;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    @Test
    void axon_writes_times_as_the_statements_about_claims_and_dead_letters_do() {
        assertThat(List.of(0L, 5L, 1_000L, 1_800_000_000_120L))
                .as("Axon writes times in another form. ProjectorTokens and DeadLetterStatements compare them as text")
                .extracting(millis -> DateTimeUtils.formatInstant(Instant.ofEpochMilli(millis)))
                .containsExactly(
                        "1970-01-01T00:00:00.000Z",
                        "1970-01-01T00:00:00.005Z",
                        "1970-01-01T00:00:01.000Z",
                        "2027-01-15T08:00:00.120Z");
    }
}
