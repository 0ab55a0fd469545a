package io.tidemark.query.stream.lifetime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How long a stream may last: until its token ends, its lifetime is up, or the server wants it to end. */
@Component
public class StreamLifetime {

    private static final double SHORTEST = 0.8;

    private final StreamProperties properties;
    private final StreamTuning tuning;
    private final Clock clock;
    private final RandomGenerator random;

    StreamLifetime(StreamProperties properties, StreamTuning tuning, Clock clock, RandomGenerator random) {
        this.properties = properties;
        this.tuning = tuning;
        this.clock = clock;
        this.random = random;
    }

    /** A step towards the end of a stream. */
    public sealed interface Step {}

    /** The token ends soon. */
    public record Expiring(Instant at) implements Step {}

    /**
     * The stream ends now.
     *
     * @param stayAway how long the client is to stay away; null if as short as after most ends
     */
    public record End(CloseReason reason, @Nullable Duration stayAway) implements Step {

        public End(CloseReason reason) {
            this(reason, null);
        }
    }

    /**
     * The steps of one stream, each at its time.
     *
     * @param expiresAt when the client's token ends; null if it does not
     * @param ending when and why the server ends the stream
     */
    public Flux<Step> steps(@Nullable Instant expiresAt, Mono<End> ending) {
        return Flux.merge(planned(expiresAt, lifetime()), ending);
    }

    /** Random, so that streams that start together do not end together. */
    private Duration lifetime() {
        long longest = properties.lifetime().toMillis();
        return Duration.ofMillis(Math.round(longest * random.nextDouble(SHORTEST, 1)));
    }

    /** The steps that are known at the start: the end, and the warning if it comes before the end. */
    private Flux<Step> planned(@Nullable Instant expiresAt, Duration lifetime) {
        if (expiresAt == null) {
            return after(lifetime, new End(CloseReason.LIFETIME));
        }
        var left = Duration.between(clock.instant(), expiresAt);
        var warning = left.compareTo(tuning.expiringBefore()) < 0 ? Duration.ZERO : left.minus(tuning.expiringBefore());
        if (warning.compareTo(lifetime) >= 0) {
            return after(lifetime, new End(CloseReason.LIFETIME));
        }
        boolean tokenFirst = left.compareTo(lifetime) <= 0;
        return Flux.concat(
                after(warning, new Expiring(expiresAt)),
                after(
                        (tokenFirst ? left : lifetime).minus(warning),
                        new End(tokenFirst ? CloseReason.TOKEN_EXPIRED : CloseReason.LIFETIME)));
    }

    private static Flux<Step> after(Duration time, Step step) {
        return Mono.delay(time).thenReturn(step).flux();
    }
}
