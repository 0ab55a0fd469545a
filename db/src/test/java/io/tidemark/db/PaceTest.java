package io.tidemark.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final List<Long> rests = new ArrayList<>();
    private long now = 1_000;
    private final Pace pace = new Pace(Duration.ofNanos(100), () -> now, rests::add);

    @Test
    void after_a_few_nobody_waits() {
        pace.end(pace.begin(), 3);
        assertThat(rests).isEmpty();
    }

    @Test
    void after_a_crowd_it_rests_for_what_is_left() {
        long begun = pace.begin();
        now += 30;
        pace.end(begun, 4);
        assertThat(rests).containsExactly(70L);
    }

    @Test
    void after_what_took_as_long_anyway_it_does_not() {
        long begun = pace.begin();
        now += 100;
        pace.end(begun, 500);
        assertThat(rests).isEmpty();
    }
}
