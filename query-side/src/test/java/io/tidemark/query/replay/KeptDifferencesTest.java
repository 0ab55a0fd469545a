package io.tidemark.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeptDifferencesTest {

    private final KeptDifferences kept =
            new KeptDifferences(new ReplayTuning(Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 100));

    @Test
    void the_first_is_kept_however_large_it_is() {
        add("a", 1000);
        add("b", 1);
        assertThat(kept.list()).extracting(Difference::id).containsExactly("a");
    }

    @Test
    void those_that_do_not_fit_are_left_out() {
        add("a", 60);
        add("b", 50);
        add("c", 40);
        assertThat(kept.list()).extracting(Difference::id).containsExactly("a", "c");
    }

    @Test
    void no_more_are_kept_than_are_allowed() {
        add("a", 1);
        add("b", 1);
        add("c", 1);
        add("d", 1);
        assertThat(kept.list()).hasSize(3);
    }

    private void add(String id, int chars) {
        kept.add(new Difference("reply_view", id, "x".repeat(chars), null));
    }
}
