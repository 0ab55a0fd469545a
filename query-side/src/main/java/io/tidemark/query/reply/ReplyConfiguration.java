package io.tidemark.query.reply;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The constants of searches. */
@Configuration(proxyBeanMethods = false)
class ReplyConfiguration {

    @Bean
    SearchTuning searchTuning() {
        return SearchTuning.DEFAULT;
    }
}
