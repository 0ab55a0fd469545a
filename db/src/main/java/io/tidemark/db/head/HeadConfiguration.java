package io.tidemark.db.head;

import io.tidemark.db.jdbc.LogSessions;
import io.tidemark.db.log.LogProperties;
import java.util.List;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Exchanges the high-water marks of this process with those of the others. */
@Configuration(proxyBeanMethods = false)
public class HeadConfiguration {

    @Bean(initMethod = "start")
    @DependsOnDatabaseInitialization
    HeadListener headListener(LogSessions sessions, LogProperties properties, List<Head> heads) {
        return new HeadListener(sessions, properties.pollInterval(), heads);
    }

    @Bean(initMethod = "start")
    HeadAnnouncer headAnnouncer(LogSessions sessions, List<Head> heads) {
        return new HeadAnnouncer(sessions, heads);
    }
}
