package io.tidemark.query.read;

import io.tidemark.db.head.HighWaterMark;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Requests that wait for the feed to reach a position, by position. An advance costs only as much as it completes. */
@Component
public class PositionWaiters {

    private final HighWaterMark feedHighWaterMark;
    private final ConcurrentSkipListMap<Long, Set<MonoSink<Void>>> waiting = new ConcurrentSkipListMap<>();

    PositionWaiters(@Qualifier("feedHighWaterMark") HighWaterMark feedHighWaterMark) {
        this.feedHighWaterMark = feedHighWaterMark;
        feedHighWaterMark.onAdvance(this::letGo);
    }

    /** Completes once everything up to the position is projected. */
    public Mono<Void> reached(long position) {
        return feedHighWaterMark.position() >= position ? Mono.empty() : Mono.create(sink -> await(position, sink));
    }

    private void await(long position, MonoSink<Void> sink) {
        waiting.compute(position, (key, sinks) -> {
            Set<MonoSink<Void>> all = sinks == null ? ConcurrentHashMap.newKeySet() : sinks;
            all.add(sink);
            return all;
        });
        sink.onDispose(() -> forget(position, sink));
        if (feedHighWaterMark.position() >= position) {
            sink.success(); // Reached while this one was added.
        }
    }

    private void forget(long position, MonoSink<Void> sink) {
        waiting.computeIfPresent(position, (key, sinks) -> {
            sinks.remove(sink);
            return sinks.isEmpty() ? null : sinks;
        });
    }

    private void letGo() {
        Map<Long, Set<MonoSink<Void>>> reached = waiting.headMap(feedHighWaterMark.position(), true);
        reached.values().forEach(sinks -> sinks.forEach(MonoSink::success));
    }
}
