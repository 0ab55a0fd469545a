package io.tidemark.query.feed.live;

import io.tidemark.db.head.HighWaterMark;
import io.tidemark.query.feed.store.FeedProperties;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The feed's high-water mark, and the query bus whose subscriptions follow the feed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedProperties.class)
class FeedConfiguration {

    @Bean
    HighWaterMark feedHighWaterMark() {
        return new HighWaterMark("tidemark_feed", "SELECT head FROM feed_state");
    }

    @Bean
    QueryBus queryBus(ChannelUpdateEmitter updates) {
        return SimpleQueryBus.builder()
                .transactionManager(NoTransactionManager.instance())
                .queryUpdateEmitter(updates)
                .build();
    }
}
