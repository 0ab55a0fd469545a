package io.tidemark.command.dispatch.pool;

import io.tidemark.edge.setting.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of dispatching.
 *
 * @param threads how many commands are decided at once; each waits for the disk, so it is also how many share one
 *     append
 * @param threadsPerUser how many of these threads one user has at once; the user's other commands wait without a thread
 * @param timeout how long a command takes at most, all waiting included; then it is answered 503
 * @param lockTimeout how long a command waits for another command on the same aggregate
 */
@ConfigurationProperties("tidemark.commands")
record CommandProperties(
        @DefaultValue("64") int threads,
        @DefaultValue("16") int threadsPerUser,
        @DefaultValue("1600ms") Duration timeout,
        @DefaultValue("1s") Duration lockTimeout) {

    CommandProperties {
        var settings = new Settings("tidemark.commands");
        settings.between("threads", threads, 1, 10_000);
        settings.between("threads-per-user", threadsPerUser, 1, 10_000);
        settings.between("timeout", timeout, Duration.ofMillis(1), Duration.ofHours(1));
        settings.between("lock-timeout", lockTimeout, Duration.ofMillis(100), Duration.ofHours(1));
    }
}
