package io.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TestProcessTest {

    private static final Duration CEILING = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Pattern PORT = Pattern.compile("port (\\d+)\\n");

    private static TestProcess shell(String script) {
        return Launch.of("sh", "-c", script).start();
    }

    @Test
    void finished_program_has_its_status_output_and_errors() {
        var finished = Launch.of("sh", "-c", "echo out; echo err >&2; exit 3").run();
        assertThat(finished.status()).isEqualTo(3);
        assertThat(finished.output()).isEqualTo("out\nerr\n");
        assertThatIllegalStateException().isThrownBy(finished::successfully).withMessageContaining("err");
    }

    @Test
    void program_has_its_directory_variables_and_log(@TempDir Path directory) throws Exception {
        var log = directory.resolve("log");
        Files.writeString(log, "before ");
        Launch.of("sh", "-c", "pwd; echo $COLOUR")
                .in(directory)
                .with("COLOUR", "red")
                .logTo(log)
                .run()
                .successfully();
        assertThat(log).hasContent("before %s%nred%n".formatted(directory.toRealPath()));
    }

    @Test
    void unknown_program_is_an_error() {
        assertThatThrownBy(() -> Launch.of("no-such-program").start()).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void output_is_awaited() {
        try (var process = shell("sleep 0.1; echo port 42; sleep 60")) {
            assertThat(process.awaitOutput(PORT, CEILING)).isEqualTo("42");
        }
    }

    @Test
    void program_that_ends_before_it_is_ready_is_an_error_that_names_the_log() {
        try (var process = shell("exit 0")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> process.awaitOutput(PORT, NEVER))
                    .withMessageContaining(process.log().toString());
        }
    }

    @Test
    void program_that_is_not_ready_in_time_is_killed() {
        try (var process = shell("exec sleep 60")) {
            assertThatIllegalStateException().isThrownBy(() -> process.await(SHORT, () -> false));
            assertThat(process.handle().isAlive()).isFalse();
        }
    }

    @Test
    void stop_reports_whether_the_program_ended_in_time() {
        assertThat(shell("exec sleep 60").stop(CEILING)).isTrue();
        var stubborn = shell("trap '' TERM; echo port 1; while true; do sleep 0.05; done");
        stubborn.awaitOutput(PORT, CEILING);
        assertThat(stubborn.stop(SHORT)).isFalse();
        assertThat(stubborn.handle().isAlive()).isFalse();
    }

    @Test
    void program_ends_with_its_input() {
        try (var process = shell("cat")) {
            process.closeInput();
            assertThat(process.endsWithin(CEILING)).isTrue();
        }
    }

    @Test
    void signals_suspend_and_resume() {
        try (var process = shell("while true; do echo port 1; sleep 0.01; done")) {
            process.awaitOutput(PORT, CEILING);
            process.signal("STOP");
            long size = process.log().toFile().length();
            assertThat(process.endsWithin(SHORT)).isFalse();
            assertThat(process.log().toFile().length()).isLessThanOrEqualTo(size + "port 1\n".length());
            process.signal("CONT");
            process.await(CEILING, () -> process.log().toFile().length() > size + "port 1\n".length());
        }
    }
}
