package io.tidemark.query.stream;

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
class Term {

    private static final double SHORTEST = 0.8;

    private final StreamProperties properties;
    private final Clock clock;
    private final RandomGenerator random;

    Term(StreamProperties properties, Clock clock, RandomGenerator random) {
        this.properties = properties;
        this.clock = clock;
        this.random = random;
    }

    /** A step towards the end of a stream. */
    sealed interface Step {}

    /** The token ends soon. */
    record Expiring(Instant at) implements Step {}

    /** The stream ends now. */
    record End(Ending ending) implements Step {}

    /**
     * What comes, in its time.
     *
     * @param expiresAt when the client's token ends; null if it does not
     * @param ending when and why the server ends the stream
     */
    Flux<Step> steps(@Nullable Instant expiresAt, Mono<Ending> ending) {
        return Flux.merge(
                expiry(expiresAt),
                ending.mergeWith(Mono.delay(lifetime()).thenReturn(Ending.LIFETIME))
                        .map(End::new));
    }

    /** Spread out, so that those who came together do not go together. */
    private Duration lifetime() {
        long longest = properties.lifetime().toMillis();
        return Duration.ofMillis(Math.round(longest * random.nextDouble(SHORTEST, 1)));
    }

    private Flux<Step> expiry(@Nullable Instant expiresAt) {
        if (expiresAt == null) {
            return Flux.never();
        }
        var left = Duration.between(clock.instant(), expiresAt);
        var warning = left.minus(properties.expiringBefore());
        return Flux.concat(
                Mono.delay(warning.isNegative() ? Duration.ZERO : warning).map(now -> new Expiring(expiresAt)),
                Mono.delay(warning.isNegative() ? left : properties.expiringBefore())
                        .map(now -> new End(Ending.TOKEN_EXPIRED)));
    }
}
