package io.tidemark.db.append;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPacerTest {

    private static final long MILLI = 1_000_000;

    private final List<Long> rests = new ArrayList<>();
    private long now = 1_000;
    private final BatchPacer pacer = new BatchPacer(Duration.ofMillis(8), () -> now, rests::add);

    @Test
    void a_batch_that_took_longer_than_its_share_is_followed_at_once() {
        long begun = pacer.begin();
        now += 2 * MILLI;
        pacer.end(begun, 3);
        assertThat(rests).isEmpty();
    }

    @Test
    void after_a_shorter_batch_it_waits_for_the_rest_of_the_interval() {
        long begun = pacer.begin();
        now += 2 * MILLI;
        pacer.end(begun, 10);
        assertThat(rests).containsExactly(3 * MILLI);
    }

    @Test
    void after_the_largest_it_rests_for_the_interval_and_no_longer() {
        long begun = pacer.begin();
        now += 2 * MILLI;
        pacer.end(begun, 500);
        assertThat(rests).containsExactly(6 * MILLI);
    }
}
