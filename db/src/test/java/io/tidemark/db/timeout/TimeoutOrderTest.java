package io.tidemark.db.timeout;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutOrderTest {

    private final List<OrderedTimeout> timeouts = new ArrayList<>(List.of(
            timeout(Wait.DEAD_CONNECTION, 1_000),
            timeout(Wait.TURN, 2_000),
            timeout(Wait.APPEND, 3_000),
            timeout(Wait.ANSWER, 4_000),
            timeout(Wait.STATEMENT, 5_000),
            timeout(Wait.SILENCE, 6_000)));

    @Test
    void ordered_time_outs_are_accepted() {
        assertThatCode(() -> new TimeoutOrder(timeouts)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "DEAD_CONNECTION, TURN, 2000",
        "TURN, APPEND, 3000",
        "APPEND, ANSWER, 4000",
        "ANSWER, STATEMENT, 5000",
        "STATEMENT, SILENCE, 6000"
    })
    void a_wait_as_long_as_the_one_around_it_is_refused(Wait inner, Wait outer, long millis) {
        set(inner, millis);
        assertThatThrownBy(() -> new TimeoutOrder(timeouts))
                .hasMessage("%s (%s ms) must be shorter than %s (%s ms)", inner, millis, outer, millis);
    }

    @Test
    void a_kind_that_is_not_set_is_skipped() {
        timeouts.removeIf(each -> each.kind() == Wait.STATEMENT);
        set(Wait.ANSWER, 7_000);
        assertThatThrownBy(() -> new TimeoutOrder(timeouts))
                .hasMessage("ANSWER (7000 ms) must be shorter than SILENCE (6000 ms)");
    }

    @Test
    void every_pair_is_named() {
        timeouts.add(timeout(Wait.ANSWER, 2_500));
        timeouts.add(timeout(Wait.SILENCE, 4_500));
        assertThatThrownBy(() -> new TimeoutOrder(timeouts)).hasMessage("""
                APPEND (3000 ms) must be shorter than ANSWER (2500 ms)
                STATEMENT (5000 ms) must be shorter than SILENCE (4500 ms)""");
    }

    private void set(Wait kind, long millis) {
        timeouts.replaceAll(each -> each.kind() == kind ? timeout(kind, millis) : each);
    }

    private static OrderedTimeout timeout(Wait kind, long millis) {
        return new OrderedTimeout(kind.name(), Duration.ofMillis(millis), kind);
    }
}
