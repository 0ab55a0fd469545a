package io.tidemark.edge.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WarningsOfLibrariesTest {

    private static final Instant NOON = Instant.parse("2024-02-29T12:00:00Z");
    private static final int MANY = 1_000;

    private final WarningsOfLibraries filter = new WarningsOfLibraries();

    @Test
    void few_are_let_through_each_minute_and_the_others_are_counted() {
        long before = WarningsOfLibraries.LEFT_OUT.sum();
        assertThat(letThrough("reactor.netty.A", Level.WARN, NOON)).isEqualTo(WarningsOfLibraries.PER_MINUTE);
        assertThat(letThrough("reactor.netty.A", Level.ERROR, NOON)).isZero();
        assertThat(letThrough("reactor.netty.A", Level.ERROR, NOON.plusSeconds(60)))
                .isEqualTo(WarningsOfLibraries.PER_MINUTE);
        assertThat(WarningsOfLibraries.LEFT_OUT.sum() - before)
                .isEqualTo(3 * MANY - 2 * WarningsOfLibraries.PER_MINUTE);
    }

    @Test
    void one_library_does_not_silence_another() {
        letThrough("reactor.netty.A", Level.WARN, NOON);
        assertThat(letThrough("io.netty.B", Level.WARN, NOON)).isEqualTo(WarningsOfLibraries.PER_MINUTE);
    }

    @Test
    void what_tidemark_says_and_what_is_no_warning_is_never_left_out() {
        assertThat(letThrough("io.tidemark.A", Level.WARN, NOON)).isEqualTo(MANY);
        assertThat(letThrough("tidemark.security", Level.WARN, NOON)).isEqualTo(MANY);
        assertThat(letThrough("reactor.netty.A", Level.INFO, NOON)).isEqualTo(MANY);
    }

    private long letThrough(String logger, Level level, Instant time) {
        return Stream.generate(() -> event(logger, level, time))
                .limit(MANY)
                .filter(event -> filter.decide(event) != FilterReply.DENY)
                .count();
    }

    private static LoggingEvent event(String logger, Level level, Instant time) {
        var event = new LoggingEvent();
        event.setLoggerName(logger);
        event.setLevel(level);
        event.setInstant(time);
        return event;
    }
}
