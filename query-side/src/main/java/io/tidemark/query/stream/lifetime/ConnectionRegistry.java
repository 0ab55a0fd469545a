package io.tidemark.query.stream.lifetime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Counts the streams that this process holds, by user, and ends them. */
@Component
public class ConnectionRegistry {

    private final StreamProperties properties;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Deque<Sinks.One<CloseReason>>> byUser = new ConcurrentHashMap<>();
    private final Sinks.One<CloseReason> drain = Sinks.one();
    private volatile boolean isDraining;

    ConnectionRegistry(StreamProperties properties) {
        this.properties = properties;
    }

    /** A slot for one stream, until {@link #leave}. */
    public final class Slot {

        private final String user;
        private final Sinks.One<CloseReason> ending = Sinks.one();

        private Slot(String user) {
            this.user = user;
        }

        /** Emits the reason when the server ends the stream. */
        public Mono<CloseReason> ending() {
            return ending.asMono();
        }

        public void leave() {
            open.decrementAndGet();
            byUser.computeIfPresent(user, (key, streams) -> {
                streams.remove(ending);
                return streams.isEmpty() ? null : streams;
            });
        }
    }

    /** Takes a slot for a user's stream, at the cost of the user's oldest one if need be; null if all are taken. */
    @Nullable
    public Slot enter(String user) {
        if (open.incrementAndGet() > properties.maxConnections()) {
            open.decrementAndGet();
            return null;
        }
        var slot = new Slot(user);
        var oldest = new AtomicReference<Sinks.@Nullable One<CloseReason>>();
        byUser.compute(user, (key, streams) -> {
            Deque<Sinks.One<CloseReason>> all = streams == null ? new ArrayDeque<>(1) : streams;
            all.add(slot.ending);
            if (all.size() > properties.connectionsPerUser()) {
                oldest.set(all.remove());
            }
            return all;
        });
        tell(oldest.get(), CloseReason.EVICTED);
        if (isDraining) { // drain() may have missed it.
            tell(slot.ending, CloseReason.DRAIN);
        }
        return slot;
    }

    /** Must not be called while the map is locked: the stream may leave its slot at once. */
    private static void tell(Sinks.@Nullable One<CloseReason> stream, CloseReason why) {
        if (stream != null) {
            stream.tryEmitValue(why);
        }
    }

    /** Emits when the process shuts down, for callers without a slot. */
    public Mono<CloseReason> draining() {
        return drain.asMono();
    }

    public StreamLoad load() {
        return new StreamLoad(byUser.size(), open.get());
    }

    /** Ends all streams before the server stops. Otherwise the server would wait for them until its time-out. */
    @EventListener(ContextClosedEvent.class)
    void drain() {
        isDraining = true;
        drain.tryEmitValue(CloseReason.DRAIN);
        var all = new ArrayList<Sinks.One<CloseReason>>();
        byUser.keySet()
                .forEach(user -> byUser.computeIfPresent(user, (key, streams) -> {
                    all.addAll(streams);
                    return streams;
                }));
        all.forEach(stream -> tell(stream, CloseReason.DRAIN));
    }
}
