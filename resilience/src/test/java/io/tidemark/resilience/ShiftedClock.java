package io.tidemark.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Gives a node a clock that goes wrong when a file says so. It is added to the node's sources, and runs in its process. */
@Configuration(proxyBeanMethods = false)
public class ShiftedClock {

    /** The system property that names the file with the offset in milliseconds. */
    static final String FILE = "resilience.clock";

    /** Axon and its token store have clocks of their own, which a machine whose time is wrong shifts as well. */
    @Bean
    @Primary
    Clock shifted() {
        var clock = new FromFile(Path.of(System.getProperty(FILE)));
        GenericEventMessage.clock = clock;
        AbstractTokenEntry.clock = clock;
        return clock;
    }

    private static final class FromFile extends Clock {

        private static final long KEEP_MILLIS = 100;

        private final Path file;
        private volatile long offset;
        private volatile long readAt;

        FromFile(Path file) {
            this.file = file;
        }

        @Override
        public Instant instant() {
            long now = System.currentTimeMillis();
            if (now - readAt > KEEP_MILLIS) {
                offset = read();
                readAt = now;
            }
            return Clock.systemUTC().instant().plusMillis(offset);
        }

        private long read() {
            try {
                var text = Files.readString(file).strip();
                return text.isEmpty() ? offset : Long.parseLong(text); // Empty: it is just being written.
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("it is always UTC");
        }
    }
}
