package io.tidemark.query.stream.lifetime;

import io.tidemark.query.stream.lifetime.StreamLifetime.End;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
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
    private final StreamTuning tuning;
    private final Clock clock;
    private final RandomGenerator random;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, UserStreams> byUser = new ConcurrentHashMap<>();
    private final Sinks.One<CloseReason> drain = Sinks.one();
    private volatile boolean isDraining;

    ConnectionRegistry(StreamProperties properties, StreamTuning tuning, Clock clock, RandomGenerator random) {
        this.properties = properties;
        this.tuning = tuning;
        this.clock = clock;
        this.random = random;
    }

    /** The streams of one user, the oldest first. */
    private record UserStreams(Deque<Slot> streams, Evictions evictions) {}

    /** A slot for one stream, until {@link #leave}. */
    public final class Slot {

        private final String user;
        private final BooleanSupplier isShutOut;
        private final Sinks.One<End> ending = Sinks.one();

        private Slot(String user, BooleanSupplier isShutOut) {
            this.user = user;
            this.isShutOut = isShutOut;
        }

        /** When and why the server wants the stream to end. */
        public Mono<End> ending() {
            return ending.asMono();
        }

        public void leave() {
            open.decrementAndGet();
            byUser.computeIfPresent(user, (key, all) -> {
                all.streams().remove(this);
                return all.streams().isEmpty() ? null : all;
            });
        }

        /** Must not be called while the map is locked: the stream may leave its slot at once. */
        private void end(End end) {
            ending.tryEmitValue(end);
        }

        private void endIfShutOut() {
            if (isShutOut.getAsBoolean()) {
                end(new End(CloseReason.REVOKED));
            }
        }
    }

    private record Eviction(Slot stream, Duration stayAway) {}

    /**
     * Takes a slot for a user's stream, at the cost of the user's oldest one if need be. If too many were evicted just now,
     * it is the new one that ends. Null if this process has no slot left.
     *
     * @param isShutOut whether the stream's caller is refused, although the token has not ended
     */
    @Nullable
    public Slot enter(String user, BooleanSupplier isShutOut) {
        if (open.incrementAndGet() > properties.maxConnections()) {
            open.decrementAndGet();
            return null;
        }
        var slot = new Slot(user, isShutOut);
        var eviction = new AtomicReference<@Nullable Eviction>();
        byUser.compute(user, (key, known) -> {
            var all = known == null ? new UserStreams(new ArrayDeque<>(1), new Evictions(tuning.evictedFor())) : known;
            all.streams().add(slot);
            if (all.streams().size() > properties.connectionsPerUser()) {
                eviction.set(evict(all));
            }
            return all;
        });
        var evicted = eviction.get();
        if (evicted != null) {
            evicted.stream().end(new End(CloseReason.EVICTED, spread(evicted.stayAway())));
        }
        endIfMissed(slot);
        return slot;
    }

    /** The calls that end streams may have come just before there was this one. */
    private void endIfMissed(Slot slot) {
        slot.endIfShutOut();
        if (isDraining) {
            slot.end(new End(CloseReason.DRAIN));
        }
    }

    /** Ends the streams of callers who are refused now. */
    public void endShutOut(Set<String> users) {
        users.stream().flatMap(user -> streamsOf(user).stream()).forEach(Slot::endIfShutOut);
    }

    private List<Slot> streamsOf(String user) {
        var streams = new ArrayList<Slot>();
        byUser.computeIfPresent(user, (key, all) -> {
            streams.addAll(all.streams());
            return all;
        });
        return streams;
    }

    private Eviction evict(UserStreams all) {
        var now = clock.instant();
        var evictions = all.evictions();
        return evictions.allow(now, properties.connectionsPerUser())
                ? new Eviction(all.streams().removeFirst(), evictions.evict(now))
                : new Eviction(all.streams().removeLast(), evictions.stayAway());
    }

    /** Up to a fifth longer, so that those who were sent away together do not come back together. */
    private Duration spread(Duration stayAway) {
        return stayAway.plus(Duration.ofMillis(random.nextLong(stayAway.toMillis() / 5 + 1)));
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
        byUser.keySet().stream()
                .flatMap(user -> streamsOf(user).stream())
                .toList()
                .forEach(stream -> stream.end(new End(CloseReason.DRAIN)));
    }
}
