package io.tidemark.query.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The constants of the audit. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditTuning auditTuning() {
        return AuditTuning.DEFAULT;
    }
}
