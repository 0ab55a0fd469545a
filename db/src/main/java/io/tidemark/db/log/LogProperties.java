package io.tidemark.db.log;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of the event log.
 *
 * @param appendTimeout how long a command waits for its events to be on disk, if its sender waits as long, before it is
 *     told that the log is unavailable (looked at every 50 ms); also what waits when the process goes down
 * @param lockTimeout how long a stalled or dead process can hold up the others' appends, or say nothing: the server ends
 *     its session
 * @param batchEvents how many events one append transaction or one read carries at most; a command with more is
 *     appended alone
 * @param queueCapacity how many commands may wait for the appender
 * @param pollInterval how soon a reader notices new events when a notification was lost
 * @param snapshotEvery after how many events an aggregate is snapshotted
 * @param appendInterval from the beginning of a large append to that of the next
 * @param recentChars how many characters of the events that it has just appended a process keeps for its own readers
 */
@ConfigurationProperties("tidemark.log")
public record LogProperties(
        @DefaultValue("1500ms") Duration appendTimeout,
        @DefaultValue("3s") Duration lockTimeout,
        @DefaultValue("500") int batchEvents,
        @DefaultValue("10000") int queueCapacity,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("200") int snapshotEvery,
        @DefaultValue("4ms") Duration appendInterval,
        @DefaultValue("1000000") int recentChars) {}
