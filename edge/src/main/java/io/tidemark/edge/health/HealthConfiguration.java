package io.tidemark.edge.health;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** Health checks with answers that are kept. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    CachedHealth cachedHealth(
            ReactiveHealthContributorRegistry registry,
            HealthContributorRegistry blocking,
            HealthEndpointGroups groups,
            HealthEndpointProperties properties) {
        return new CachedHealth(
                registry, blocking, groups, properties.getLogging().getSlowIndicatorThreshold(), Schedulers.parallel());
    }
}
