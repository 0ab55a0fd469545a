package io.tidemark.query.replay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of replays.
 *
 * @param timeout how long a replay gives no sign of life before it is taken for abandoned
 * @param interval how often it gives one, and how often each process looks for what has ended
 * @param statementTimeout how long one statement of a replay takes at most; some are about a whole table
 * @param maxDifferences how many differences are kept; all are counted
 */
@ConfigurationProperties("tidemark.replays")
record ReplayProperties(
        @DefaultValue("20s") Duration timeout,
        @DefaultValue("5s") Duration interval,
        @DefaultValue("10m") Duration statementTimeout,
        @DefaultValue("100") int maxDifferences) {}
