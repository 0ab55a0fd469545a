package io.tidemark.edge.limit.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private static final long TOKEN = Duration.ofMillis(100).toNanos();

    /** Close to where a clock of nanoseconds overflows. */
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - TOKEN);

    private final Buckets buckets = new Buckets(new Rate(10, 3), clock::get);

    @Test
    void full_bucket_has_as_many_tokens_as_the_burst() {
        assertThat(taken("ann", 5)).isEqualTo(3);
    }

    @Test
    void refusal_says_how_long_until_the_next_token() {
        taken("ann", 3);
        assertThat(buckets.take("ann")).isEqualTo(TOKEN);
        clock.addAndGet(TOKEN - 1);
        assertThat(buckets.take("ann")).isEqualTo(1);
        clock.addAndGet(1);
        assertThat(buckets.take("ann")).isZero();
    }

    @Test
    void pause_fills_the_bucket_up_to_the_burst_and_no_further() {
        taken("ann", 3);
        clock.addAndGet(100 * TOKEN);
        assertThat(taken("ann", 5)).isEqualTo(3);
    }

    @Test
    void nobody_pays_for_somebody_else() {
        taken("ann", 5);
        assertThat(buckets.take("bob")).isZero();
    }

    @Test
    void charge_is_paid_back_by_waiting() {
        taken("ann", 1);
        buckets.charge("ann", 5);
        assertThat(buckets.take("ann")).isEqualTo(4 * TOKEN);
    }

    @Test
    void tokens_are_not_given_twice_to_requests_that_come_together() {
        var many = new Buckets(new Rate(10, 500), clock::get);
        assertThat(IntStream.range(0, 1_000).parallel().filter(each -> many.take("ann") == 0))
                .hasSize(500);
    }

    @Test
    void bucket_that_is_full_again_is_forgotten() {
        taken("ann", 3);
        assertThat(buckets.size()).isOne();
        clock.addAndGet(3 * TOKEN);
        assertThat(buckets.size()).isZero();
    }

    @Test
    void senders_without_number_do_not_need_memory_without_bound() {
        IntStream.range(0, 3 * Buckets.MAX).forEach(buckets::take);
        assertThat(buckets.size()).isLessThanOrEqualTo(Buckets.MAX);
    }

    private long taken(String sender, int times) {
        return IntStream.range(0, times)
                .filter(each -> buckets.take(sender) == 0)
                .count();
    }
}
