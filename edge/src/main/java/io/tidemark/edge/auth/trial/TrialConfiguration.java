package io.tidemark.edge.auth.trial;

import io.tidemark.edge.auth.BuiltInIssuerCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The limits of a server whose built-in issuer is on. */
@Configuration(proxyBeanMethods = false)
@Conditional(BuiltInIssuerCondition.class)
@EnableConfigurationProperties(TrialProperties.class)
class TrialConfiguration {

    @Bean
    static IssuerExposure issuerExposure() {
        return new IssuerExposure();
    }

    @Bean
    TrialHosts trialHosts(TrialProperties properties) {
        return new TrialHosts(properties.hosts());
    }
}
