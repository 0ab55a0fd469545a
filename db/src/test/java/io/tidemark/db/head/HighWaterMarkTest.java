package io.tidemark.db.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HighWaterMarkTest {

    private final HighWaterMark highWaterMark = new HighWaterMark("mark", "SELECT 1");
    private final List<Long> heard = new ArrayList<>();

    @Test
    void it_only_advances() {
        highWaterMark.advanceTo(7);
        highWaterMark.advanceTo(5);
        assertThat(highWaterMark.position()).isEqualTo(7);
    }

    @Test
    void who_listens_hears_of_news_and_of_nothing_else() {
        highWaterMark.onAdvance(() -> heard.add(highWaterMark.position()));
        List.of(3L, 3L, 2L, 4L).forEach(highWaterMark::advanceTo);
        assertThat(heard).containsExactly(3L, 4L);
    }

    @Test
    void who_was_forgotten_hears_nothing() {
        Runnable listener = () -> heard.add(highWaterMark.position());
        highWaterMark.onAdvance(listener);
        highWaterMark.removeListener(listener);
        highWaterMark.advanceTo(1);
        assertThat(heard).isEmpty();
    }

    @Test
    void a_failing_listener_does_not_affect_the_others() {
        highWaterMark.onAdvance(HighWaterMarkTest::fail);
        highWaterMark.onAdvance(() -> heard.add(highWaterMark.position()));
        highWaterMark.onAdvance(HighWaterMarkTest::fail);
        highWaterMark.advanceTo(1);
        assertThat(heard).containsExactly(1L);
    }

    private static void fail() {
        throw new IllegalStateException("this listener fails");
    }
}
