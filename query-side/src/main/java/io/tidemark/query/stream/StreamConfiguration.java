package io.tidemark.query.stream;

import io.tidemark.query.feed.ChannelUpdates;
import io.tidemark.query.feed.Feed;
import io.tidemark.query.feed.FeedProperties;
import io.tidemark.query.feed.FeedTail;
import io.tidemark.query.feed.FrameEncoder;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

/** What all streams share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamProperties.class)
class StreamConfiguration {

    @Bean
    Connection.Tools connectionTools(
            Feed feed,
            FeedTail tail,
            ChannelUpdates updates,
            FrameEncoder encoder,
            ControlFrames control,
            FeedProperties feedProperties,
            DeliveryLatency latency,
            Scheduler readPool) {
        return new Connection.Tools(feed, tail, updates, encoder, control, feedProperties, latency, readPool);
    }

    @Bean
    RandomGenerator jitter() {
        return RandomGenerator.of("SecureRandom");
    }
}
