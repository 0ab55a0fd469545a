package io.tidemark.db.log;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The bounds of the event log.
 *
 * @param appendTimeout how long a command waits for its events to be on disk before it is answered 503; also how long
 *     the appender takes to write what waits when the process stops
 * @param lockTimeout how long a stalled process can hold the log's lock, or its session can be silent, before
 *     PostgreSQL ends the session
 */
@ConfigurationProperties("tidemark.log")
public record LogProperties(
        @DefaultValue("1500ms") Duration appendTimeout,
        @DefaultValue("3s") Duration lockTimeout) {

    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofHours(1);

    public LogProperties {
        require("append-timeout", appendTimeout);
        require("lock-timeout", lockTimeout);
    }

    private static void require(String name, Duration timeout) {
        if (timeout.compareTo(LEAST) < 0 || timeout.compareTo(MOST) > 0) {
            throw new InvalidConfigurationPropertyValueException(
                    "tidemark.log." + name, timeout.toMillis() + "ms", "it must be between 100ms and 1h");
        }
    }
}
