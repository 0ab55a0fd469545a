package io.tidemark.db.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadTest {

    private final Head head = new Head("channel", "SELECT 1");
    private final List<Long> heard = new ArrayList<>();

    @Test
    void it_only_advances() {
        head.advanceTo(7);
        head.advanceTo(5);
        assertThat(head.position()).isEqualTo(7);
    }

    @Test
    void who_listens_hears_of_news_and_of_nothing_else() {
        head.onAdvance(() -> heard.add(head.position()));
        List.of(3L, 3L, 2L, 4L).forEach(head::advanceTo);
        assertThat(heard).containsExactly(3L, 4L);
    }

    @Test
    void who_was_forgotten_hears_nothing() {
        Runnable listener = () -> heard.add(head.position());
        head.onAdvance(listener);
        head.forget(listener);
        head.advanceTo(1);
        assertThat(heard).isEmpty();
    }

    @Test
    void who_fails_keeps_nobody_else_from_hearing() {
        head.onAdvance(HeadTest::fail);
        head.onAdvance(() -> heard.add(head.position()));
        head.onAdvance(HeadTest::fail);
        head.advanceTo(1);
        assertThat(heard).containsExactly(1L);
    }

    @Test
    void it_is_delayed_unless_the_database_was_heard_in_time() {
        head.heard(Duration.ofMinutes(1));
        assertThat(head.isDelayed()).isFalse();
        head.heard(Duration.ZERO.minusNanos(1));
        assertThat(head.isDelayed()).isTrue();
    }

    private static void fail() {
        throw new IllegalStateException("this listener fails");
    }
}
