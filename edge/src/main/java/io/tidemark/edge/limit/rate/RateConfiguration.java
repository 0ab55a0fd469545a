package io.tidemark.edge.limit.rate;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Limits the rates of all requests, on the clock of the machine that never goes back. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateProperties.class)
class RateConfiguration {

    @Bean
    RateLimits rateLimits(RateProperties properties, MeterRegistry meters) {
        return new RateLimits(properties, System::nanoTime, meters);
    }

    @Bean
    RateFilter rateFilter(RateLimits limits) {
        return new RateFilter(limits);
    }
}
