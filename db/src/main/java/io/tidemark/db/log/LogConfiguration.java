package io.tidemark.db.log;

import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.head.HighWaterMarkListener;
import io.tidemark.db.head.HighWaterMarkNotifier;
import io.tidemark.db.head.ListenerHealth;
import io.tidemark.db.jdbc.DedicatedConnections;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The high-water mark, the recent events and the epoch of the event log. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogProperties.class)
public class LogConfiguration {

    @Bean
    LogTuning logTuning() {
        return LogTuning.DEFAULT;
    }

    @Bean
    public HighWaterMark logHighWaterMark() {
        return new HighWaterMark("tidemark_log", "SELECT coalesce(max(position), 0) FROM event_log");
    }

    @Bean
    ListenerHealth listenerHealth() {
        return new ListenerHealth();
    }

    /** Exchanges all high-water marks of this process, the feed's too, with the other processes. */
    @Bean
    @DependsOnDatabaseInitialization
    HighWaterMarkListener highWaterMarkListener(
            DedicatedConnections connections,
            LogTuning tuning,
            List<HighWaterMark> highWaterMarks,
            ListenerHealth listenerHealth) {
        return new HighWaterMarkListener(connections, tuning.pollInterval(), highWaterMarks, listenerHealth);
    }

    @Bean
    HighWaterMarkNotifier highWaterMarkNotifier(DedicatedConnections connections, List<HighWaterMark> highWaterMarks) {
        return new HighWaterMarkNotifier(connections, highWaterMarks);
    }

    @Bean
    RecentEvents recentEvents(LogTuning tuning) {
        return new RecentEvents(tuning.recentChars());
    }

    @Bean
    Epoch epoch(JdbcClient jdbc) {
        return new Epoch(jdbc.sql(Epoch.QUERY).query(String.class).single());
    }

    @Bean
    EpochHealth epochHealthIndicator(Epoch epoch, JdbcClient jdbc, ApplicationEventPublisher events) {
        var health = new EpochHealth(epoch, jdbc, events);
        health.health(); // Says at the start what would keep the process from becoming ready.
        return health;
    }
}
