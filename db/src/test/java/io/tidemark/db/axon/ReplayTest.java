package io.tidemark.db.axon;

import static java.util.concurrent.Executors.newSingleThreadScheduledExecutor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Axon's own event processor on the log. */
@Timeout(30)
class ReplayTest {

    static class Recorder {

        private final List<Long> handled = new CopyOnWriteArrayList<>();
        private final AtomicInteger resets = new AtomicInteger();

        @EventHandler
        void on(Noted event, @SequenceNumber long sequenceNumber) {
            handled.add(sequenceNumber);
        }

        @ResetHandler
        void reset() {
            handled.clear();
            resets.incrementAndGet();
        }
    }

    private final LogFixture log = new LogFixture(LogFixture.newDatabase(), LogFixture.batchesOf(7));
    private final Recorder recorder = new Recorder();
    private final ScheduledExecutorService coordinator = newSingleThreadScheduledExecutor();
    private final ScheduledExecutorService worker = newSingleThreadScheduledExecutor();
    private final PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
            .name("recorder")
            .eventHandlerInvoker(
                    SimpleEventHandlerInvoker.builder().eventHandlers(recorder).build())
            .messageSource(log.store)
            .tokenStore(new InMemoryTokenStore())
            .transactionManager(NoTransactionManager.instance())
            .coordinatorExecutor(coordinator)
            .workerExecutor(worker)
            .initialSegmentCount(1)
            .build();

    @BeforeEach
    void fill_the_log() {
        log.engine.appendEvents(Noted.events("a", 0, 30));
        processor.start();
        await().until(() -> recorder.handled.size() >= 30);
    }

    @AfterEach
    void close() {
        processor.shutDown();
        coordinator.shutdownNow();
        worker.shutdownNow();
        log.close();
    }

    @Test
    void a_processor_handles_earlier_events() {
        assertThat(recorder.handled).containsExactlyElementsOf(upTo(30));
    }

    @Test
    void a_processor_handles_later_events() {
        log.engine.appendEvents(Noted.events("a", 30, 20));
        await().until(() -> recorder.handled.size() >= 50);
        assertThat(recorder.handled).containsExactlyElementsOf(upTo(50));
    }

    @Test
    void after_a_reset_it_handles_everything_again_in_order() {
        processor.shutDown();
        processor.resetTokens();
        assertThat(recorder.handled).isEmpty();
        log.engine.appendEvents(Noted.events("a", 30, 20));
        processor.start();
        await().until(() -> recorder.handled.size() >= 50);
        assertThat(recorder.handled).containsExactlyElementsOf(upTo(50));
        assertThat(recorder.resets).hasValue(1);
    }

    private static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }
}
