package io.tidemark.command.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of dispatching.
 *
 * @param threads how many commands are decided at once; each waits for the disk, so it is also how many share one append
 * @param queue how many wait for a thread; one more is a 503
 * @param timeout how long a command takes at most, all its waiting included; then it is a 503
 * @param attempts how often a command that lost a race is decided again
 * @param lockTimeout how long a command waits for another one on the same aggregate
 */
@ConfigurationProperties("tidemark.commands")
record CommandProperties(
        @DefaultValue("64") int threads,
        @DefaultValue("1000") int queue,
        @DefaultValue("1600ms") Duration timeout,
        @DefaultValue("5") int attempts,
        @DefaultValue("1s") Duration lockTimeout) {}
