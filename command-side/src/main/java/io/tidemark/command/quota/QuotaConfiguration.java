package io.tidemark.command.quota;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The quotas, by the log and on the machine's clock that never goes back. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuotaProperties.class)
class QuotaConfiguration {

    @Bean
    Quotas quotas(QuotaProperties properties, JdbcClient jdbc) {
        return new LogQuotas(properties, new OwnedThings(jdbc)::count, System::nanoTime);
    }
}
