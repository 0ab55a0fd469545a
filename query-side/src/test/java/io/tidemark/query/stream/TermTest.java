package io.tidemark.query.stream;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class TermTest {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /** @param bits what chance draws: the least is none of them set, the most is all of them */
    @ParameterizedTest
    @CsvSource({"0, 480", "-1, 600"})
    void a_stream_lives_as_long_as_chance_will_within_the_last_fifth_of_its_lifetime(long bits, long seconds) {
        StepVerifier.withVirtualTime(() -> term(bits).steps(null, Mono.never()))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(seconds - 1))
                .thenAwait(Duration.ofSeconds(2))
                .expectNext(new Term.End(Ending.LIFETIME))
                .thenCancel()
                .verify();
    }

    private static Term term(long bits) {
        return new Term(properties(), Clock.systemUTC(), () -> bits);
    }

    private static StreamProperties properties() {
        return new StreamProperties(
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                LIFETIME,
                Duration.ZERO,
                Duration.ZERO,
                1,
                1,
                1,
                1,
                Duration.ZERO,
                1,
                1,
                1,
                Duration.ZERO,
                1);
    }
}
