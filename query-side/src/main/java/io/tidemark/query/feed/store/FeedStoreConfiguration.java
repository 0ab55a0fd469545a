package io.tidemark.query.feed.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The constants of reading the feed and of retention. */
@Configuration(proxyBeanMethods = false)
class FeedStoreConfiguration {

    @Bean
    FeedTuning feedTuning() {
        return FeedTuning.DEFAULT;
    }

    @Bean
    RetentionTuning retentionTuning() {
        return RetentionTuning.DEFAULT;
    }
}
