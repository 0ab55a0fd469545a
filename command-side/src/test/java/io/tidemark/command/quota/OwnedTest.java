package io.tidemark.command.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OwnedTest {

    private final Owned owned = new Owned();
    private final AtomicLong inLog = new AtomicLong();
    private final AtomicInteger counts = new AtomicInteger();
    private long now;

    @Test
    void few_creations_need_no_count() {
        assertThat(created(100, 10_000)).isEqualTo(100);
        assertThat(counts).hasValue(0);
    }

    @Test
    void many_creations_need_few_counts_and_end_at_the_quota() {
        assertThat(created(10_000, 10_000)).isEqualTo(10_000);
        assertThat(counts.get()).isBetween(10, 120);
        assertThat(created(1, 10_000)).isZero();
    }

    @Test
    void quota_that_is_small_is_exact() {
        inLog.set(2);
        assertThat(created(5, 3)).isOne();
    }

    @Test
    void full_one_is_counted_once_a_second() {
        inLog.set(3);
        for (int request = 0; request < 1_000; request++) {
            assertThat(owned.admits(3, this::count, now)).isFalse();
        }
        assertThat(counts).hasValue(1);
        inLog.set(2);
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(owned.admits(3, this::count, now)).isTrue();
    }

    @Test
    void what_others_create_is_found_at_the_next_count() {
        created(150, 10_000);
        inLog.set(10_000);
        assertThat(created(20_000, 10_000)).isLessThanOrEqualTo(990);
    }

    /** A second goes by between two. */
    private int created(int times, int most) {
        int admitted = 0;
        for (int each = 0; each < times; each++) {
            now += TimeUnit.SECONDS.toNanos(1);
            if (owned.admits(most, this::count, now)) {
                admitted++;
                inLog.incrementAndGet();
            }
        }
        return admitted;
    }

    private long count() {
        counts.incrementAndGet();
        return inLog.get();
    }
}
