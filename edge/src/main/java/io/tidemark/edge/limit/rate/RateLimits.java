package io.tidemark.edge.limit.rate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The rates of all kinds of requests, in this process. Nothing here locks, waits or asks the database, so a refusal costs
 * next to nothing.
 */
public class RateLimits implements UnauthenticatedLimit {

    private final Map<RequestKind, Buckets> buckets = new EnumMap<>(RequestKind.class);
    private final Map<RequestKind, Counter> refused = new EnumMap<>(RequestKind.class);

    /** @param nanos a clock that never goes back */
    RateLimits(RateProperties properties, LongSupplier nanos, MeterRegistry meters) {
        for (var kind : RequestKind.values()) {
            buckets.put(kind, new Buckets(properties.of(kind), nanos));
            refused.put(kind, counter(kind, meters));
        }
    }

    private static Counter counter(RequestKind kind, MeterRegistry meters) {
        return Counter.builder("tidemark.limits.refused")
                .description("requests answered 429 because their user or address had sent too many")
                .tag("kind", kind.text())
                .register(meters);
    }

    /** Counts a request of that user or address. Returns the refusal if there were too many. */
    public Optional<Refused> take(RequestKind kind, Object sender) {
        var ofKind = bucketsOf(kind);
        long wait = ofKind.take(sender);
        return wait == 0 ? Optional.empty() : Optional.of(refusal(kind, ofKind.rate(), wait));
    }

    @Override
    public Optional<Refused> takeUnauthenticated(ServerHttpRequest request) {
        return take(RequestKind.UNAUTHENTICATED, ClientAddress.of(request));
    }

    /** Counts what one request does besides the first, even if it is too much: the next request then has to wait. */
    public void charge(RequestKind kind, String user, int more) {
        bucketsOf(kind).charge(user, more);
    }

    private Buckets bucketsOf(RequestKind kind) {
        return Objects.requireNonNull(buckets.get(kind));
    }

    private Refused refusal(RequestKind kind, Rate rate, long waitNanos) {
        Objects.requireNonNull(refused.get(kind)).increment();
        var detail = "too many %s: %s a second are allowed, and %s at once after a pause"
                .formatted(kind.text(), rate.perSecond(), rate.burst());
        return Refused.rateLimited(detail, wholeSeconds(waitNanos));
    }

    /** Rounded up, as {@code Retry-After} has only seconds. */
    private static Duration wholeSeconds(long nanos) {
        return Duration.ofSeconds(TimeUnit.NANOSECONDS.toSeconds(nanos - 1) + 1);
    }
}
