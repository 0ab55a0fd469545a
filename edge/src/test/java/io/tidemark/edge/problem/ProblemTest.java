package io.tidemark.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of(Refused.invalid("reply.id", "no"), 400),
                Arguments.of(Refused.notFound(), 404),
                Arguments.of(Refused.tooSlow("no"), 408),
                Arguments.of(Refused.conflict("reply.id-taken", "no"), 409),
                Arguments.of(Refused.stale(2), 412),
                Arguments.of(Refused.tooLarge("no"), 413),
                Arguments.of(Refused.unsupported("product.image-type", "no"), 415),
                Arguments.of(Refused.keyReused(), 422),
                Arguments.of(Refused.unavailable("busy", "no", Duration.ofSeconds(1)), 503));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void each_kind_of_refusal_has_its_status(Refused refused, int status) {
        var problem = Problem.of(refused);
        assertThat(problem.status().value()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(refused.code());
        assertThat(problem.detail()).isEqualTo(refused.detail());
        assertThat(problem.retryAfter()).isEqualTo(refused.retryAfter());
    }
}
