package io.tidemark.command.dispatch.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

class CommandThreadsTest {

    private static Thread threadOf(int java) {
        return PoolConfiguration.threadFactory("command-", java).newThread(() -> {});
    }

    /** Before Java 24 a virtual thread that waits for a lock's owner keeps one of the few that carry them. */
    @Test
    void where_virtual_threads_pin_commands_have_those_of_the_system() {
        assertThat(threadOf(23).toString()).startsWith("Thread[").contains("command-1");
    }

    @Test
    @EnabledForJreRange(minVersion = 24)
    void where_they_do_not_a_command_that_waits_keeps_none() {
        assertThat(threadOf(Runtime.version().feature()).toString())
                .startsWith("VirtualThread[")
                .contains("command-0");
    }
}
