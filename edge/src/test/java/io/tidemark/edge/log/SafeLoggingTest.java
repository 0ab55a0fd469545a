package io.tidemark.edge.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

/** The log as a process of Spring Boot writes it. */
@ExtendWith(OutputCaptureExtension.class)
class SafeLoggingTest {

    private static final String HARM = "a\r\n2024-02-29 ERROR forged\u001b[31m\u202e";
    private static final String HARMLESS = "a\\r\\n2024-02-29 ERROR forged\\u{1b}[31m\\u{202e}";

    private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

    @BeforeEach
    void initialize() {
        logging.cleanUp();
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(new MockEnvironment()), null, null);
    }

    @AfterEach
    void cleanUp() {
        logging.cleanUp();
    }

    @Test
    void messages_and_traces_have_no_line_of_a_stranger(CapturedOutput output) {
        LoggerFactory.getLogger("any").warn("Odd: {}", HARM, new IllegalStateException(HARM, new Error(HARM)));
        assertThat(output)
                .contains(
                        "Odd: " + HARMLESS,
                        "IllegalStateException: " + HARMLESS,
                        "Caused by: java.lang.Error: " + HARMLESS)
                .doesNotContain("\r", "\u001b", "\u202e", "\n2024-02-29 ERROR");
    }

    @Test
    void library_cannot_fill_the_log(CapturedOutput output) {
        var library = LoggerFactory.getLogger("reactor.netty.Flooded");
        for (int nth = 0; nth < 1_000; nth++) {
            library.error("flooded");
        }
        assertThat(output.toString().lines()).hasSizeLessThanOrEqualTo(2 * WarningsOfLibraries.PER_MINUTE);
    }

    @Test
    void reports_of_starts_keep_their_lines(CapturedOutput output) {
        LoggerFactory.getLogger("org.springframework.boot.diagnostics.Any").error("one\ntwo");
        assertThat(output).contains("one\ntwo");
    }
}
