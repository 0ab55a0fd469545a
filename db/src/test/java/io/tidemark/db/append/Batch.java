package io.tidemark.db.append;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.db.LogFixture;
import io.tidemark.db.log.EventMessageConverter;
import io.tidemark.db.log.LogConfiguration;
import io.tidemark.db.log.LogTuning;
import io.tidemark.db.log.RecentEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.EventMessage;

/** Commands that wait for the appender together, in order, so that they go to the log in one batch. */
final class Batch implements AutoCloseable {

    final GroupAppender appender;
    private final List<CompletableFuture<Long>> answers = new ArrayList<>();

    Batch(String url) {
        this(url, LogTuning.DEFAULT);
    }

    Batch(String url, LogTuning tuning) {
        appender = new GroupAppender(
                LogFixture.sessions(url),
                LogFixture.PROPERTIES,
                tuning,
                new RecentEvents(0),
                new LogConfiguration().logHighWaterMark(),
                new SimpleMeterRegistry());
    }

    /** Adds a command; the answer is there once the batch is sent. */
    CompletableFuture<Long> add(EventMessage<?>... events) {
        var entries = List.of(events).stream()
                .map(event -> EventMessageConverter.of(event, LogFixture.serializer()))
                .toList();
        return add(new PendingAppend(entries, null));
    }

    CompletableFuture<Long> add(PendingAppend pending) {
        var answer = new CompletableFuture<Long>();
        var thread = new Thread(() -> {
            try {
                answer.complete(appender.append(pending));
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        answers.add(answer);
        return answer;
    }

    /** Sends what was added and waits until each command has its answer. */
    void send() {
        appender.start();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .exceptionally(refused -> null)
                .join();
    }

    @Override
    public void close() {
        appender.close();
    }
}
