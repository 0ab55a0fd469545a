package io.tidemark.query.stream.lifetime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class StreamLifetimeTest {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");

    /** @param bits what chance draws: the least is none of them set, the most is all of them */
    @ParameterizedTest
    @CsvSource({"0, 480", "-1, 600"})
    void a_stream_lives_as_long_as_chance_will_within_the_last_fifth_of_its_lifetime(long bits, long seconds) {
        StepVerifier.withVirtualTime(() -> term(bits).steps(null, Mono.never()))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(seconds - 1))
                .thenAwait(Duration.ofSeconds(2))
                .expectNext(new StreamLifetime.End(CloseReason.LIFETIME))
                .thenCancel()
                .verify();
    }

    @Test
    void a_token_that_ends_before_is_announced_and_ends_it() {
        var end = NOW.plus(Duration.ofMinutes(5));
        StepVerifier.withVirtualTime(() -> term(-1).steps(end, Mono.never()))
                .expectSubscription()
                .expectNoEvent(Duration.ofMinutes(4))
                .expectNext(new StreamLifetime.Expiring(end))
                .expectNoEvent(Duration.ofMinutes(1))
                .expectNext(new StreamLifetime.End(CloseReason.TOKEN_EXPIRED))
                .thenCancel()
                .verify();
    }

    @Test
    void a_token_that_ends_soon_is_announced_at_once() {
        var end = NOW.plus(Duration.ofSeconds(20));
        StepVerifier.withVirtualTime(() -> term(-1).steps(end, Mono.never()))
                .expectSubscription()
                .thenAwait(Duration.ZERO)
                .expectNext(new StreamLifetime.Expiring(end))
                .expectNoEvent(Duration.ofSeconds(20))
                .expectNext(new StreamLifetime.End(CloseReason.TOKEN_EXPIRED))
                .thenCancel()
                .verify();
    }

    @Test
    void a_token_that_ends_just_after_is_announced_and_the_lifetime_ends_it() {
        var end = NOW.plus(LIFETIME).plusSeconds(30);
        StepVerifier.withVirtualTime(() -> term(-1).steps(end, Mono.never()))
                .expectSubscription()
                .expectNoEvent(LIFETIME.minusSeconds(30))
                .expectNext(new StreamLifetime.Expiring(end))
                .expectNoEvent(Duration.ofSeconds(30))
                .expectNext(new StreamLifetime.End(CloseReason.LIFETIME))
                .thenCancel()
                .verify();
    }

    @Test
    void a_token_that_ends_later_is_not_announced() {
        StepVerifier.withVirtualTime(() -> term(-1).steps(NOW.plus(Duration.ofHours(1)), Mono.never()))
                .expectSubscription()
                .expectNoEvent(LIFETIME)
                .expectNext(new StreamLifetime.End(CloseReason.LIFETIME))
                .thenCancel()
                .verify();
    }

    @Test
    void the_server_may_end_it_first() {
        StepVerifier.withVirtualTime(() -> term(-1).steps(
                                NOW.plus(Duration.ofHours(1)),
                                Mono.delay(Duration.ofSeconds(3))
                                        .thenReturn(new StreamLifetime.End(CloseReason.EVICTED))))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(3))
                .expectNext(new StreamLifetime.End(CloseReason.EVICTED))
                .thenCancel()
                .verify();
    }

    private static StreamLifetime term(long bits) {
        return new StreamLifetime(properties(), StreamTuning.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC), () -> bits);
    }

    private static StreamProperties properties() {
        return new StreamProperties(Duration.ofSeconds(15), LIFETIME, Duration.ZERO, Duration.ZERO, 1, 1, 1, 1);
    }
}
