package io.tidemark.query.dashboard;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of watching.
 *
 * @param interval the least time between two states of the live dashboard
 * @param heartbeat how long it is quiet at most; also how a dead client is noticed
 */
@ConfigurationProperties("tidemark.dashboard")
record DashboardProperties(
        @DefaultValue("250ms") Duration interval,
        @DefaultValue("15s") Duration heartbeat) {}
