package io.tidemark.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** What time limits take for granted about Reactor's inside. A failure says what to look at after an upgrade. */
class FrameworkAssumptionsTest {

    @Test
    void reactor_asks_the_context_what_to_do_with_a_dropped_error() {
        List<Throwable> dropped = new ArrayList<>();
        Consumer<Throwable> hook = dropped::add;
        Operators.onErrorDropped(new IllegalStateException("late"), Context.of("reactor.onErrorDropped.local", hook));
        assertThat(dropped)
                .as("Reactor has another key for the hook of dropped errors (Hooks.KEY_ON_ERROR_DROPPED). TimeLimiter"
                        + " and ImageUploads use it, so that an error after the answer is not logged")
                .hasSize(1);
    }
}
