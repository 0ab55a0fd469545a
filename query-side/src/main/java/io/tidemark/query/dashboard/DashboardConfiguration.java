package io.tidemark.query.dashboard;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How often the live dashboard is read. */
@Configuration(proxyBeanMethods = false)
class DashboardConfiguration {

    @Bean
    DashboardTuning dashboardTuning() {
        return DashboardTuning.DEFAULT;
    }
}
