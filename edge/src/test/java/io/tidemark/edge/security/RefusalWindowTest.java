package io.tidemark.edge.security;

import static io.tidemark.edge.security.RefusalWindow.LINES_PER_REASON;
import static io.tidemark.edge.security.RefusalWindow.LINES_PER_SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalWindowTest {

    private final RefusalWindow window = new RefusalWindow();

    @Test
    void one_source_has_a_few_lines_per_reason() {
        assertThat(admitted("forbidden", 1, 1000)).isEqualTo(LINES_PER_SOURCE);
        assertThat(admitted("unauthenticated", 1, 1000)).isEqualTo(LINES_PER_SOURCE);
    }

    @Test
    void many_sources_share_the_lines_of_a_reason() {
        assertThat(admitted("forbidden", 5000, 5000)).isEqualTo(LINES_PER_REASON);
    }

    @Test
    void a_loud_source_leaves_lines_for_others() {
        admitted("forbidden", 1, 100_000);
        assertThat(window.admits("forbidden", "user ann")).isTrue();
    }

    @Test
    void what_has_no_line_is_counted() {
        admitted("forbidden", 5000, 5000);
        IntStream.range(0, 70).forEach(each -> window.admits("forbidden", "source 3"));
        assertThat(window.next())
                .containsExactly(new RefusalWindow.Omitted("forbidden", 5070 - LINES_PER_REASON, "source 3", 71));
    }

    @Test
    void the_next_window_begins_from_nothing() {
        admitted("forbidden", 1, 1000);
        window.next();
        assertThat(window.next()).isEmpty();
        assertThat(admitted("forbidden", 1, 1000)).isEqualTo(LINES_PER_SOURCE);
    }

    private long admitted(String reason, int sources, int refusals) {
        return IntStream.range(0, refusals)
                .filter(each -> window.admits(reason, "source " + each % sources))
                .count();
    }
}
