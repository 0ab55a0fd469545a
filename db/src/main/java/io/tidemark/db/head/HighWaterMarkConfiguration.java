package io.tidemark.db.head;

import io.tidemark.db.jdbc.DedicatedConnections;
import io.tidemark.db.log.LogProperties;
import java.util.List;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Exchanges the high-water marks of this process with those of the others. */
@Configuration(proxyBeanMethods = false)
public class HighWaterMarkConfiguration {

    @Bean(initMethod = "start")
    @DependsOnDatabaseInitialization
    HighWaterMarkListener highWaterMarkListener(
            DedicatedConnections connections, LogProperties properties, List<HighWaterMark> heads) {
        return new HighWaterMarkListener(connections, properties.pollInterval(), heads);
    }

    @Bean(initMethod = "start")
    HighWaterMarkNotifier highWaterMarkNotifier(DedicatedConnections connections, List<HighWaterMark> heads) {
        return new HighWaterMarkNotifier(connections, heads);
    }
}
