package io.tidemark.db.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ListenerHealthTest {

    private final ListenerHealth health = new ListenerHealth();

    @Test
    void it_is_delayed_unless_the_database_was_heard_in_time() {
        health.heard(Duration.ofMinutes(1));
        assertThat(health.isDelayed()).isFalse();
        health.heard(Duration.ZERO.minusNanos(1));
        assertThat(health.isDelayed()).isTrue();
    }

    @Test
    void it_is_delayed_until_the_database_is_heard_for_the_first_time_and_after_it_was_lost() {
        assertThat(health.isDelayed()).isTrue();
        health.heard(Duration.ofMinutes(1));
        health.lost();
        assertThat(health.isDelayed()).isTrue();
    }
}
