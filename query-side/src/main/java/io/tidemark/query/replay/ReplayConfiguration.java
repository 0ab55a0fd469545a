package io.tidemark.query.replay;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The constants of replays, and the schedule that settles replays that have ended. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(ReplayProperties.class)
class ReplayConfiguration {

    @Bean
    ReplayTuning replayTuning() {
        return ReplayTuning.DEFAULT;
    }
}
