package io.tidemark.edge;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The edge of a process, and where its time and its ids come from. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class EdgeConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Supplier<UUID> ids(Clock clock) {
        return new TimeOrderedIds(clock, new SecureRandom());
    }
}
