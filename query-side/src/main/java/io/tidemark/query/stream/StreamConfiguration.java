package io.tidemark.query.stream;

import io.tidemark.query.feed.live.ChannelUpdates;
import io.tidemark.query.feed.live.FeedTail;
import io.tidemark.query.feed.live.FrameEncoder;
import io.tidemark.query.stream.lifetime.StreamProperties;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all streams share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamProperties.class)
class StreamConfiguration {

    @Bean
    Connection.Tools connectionTools(
            StreamReads reads,
            Verdicts verdicts,
            FeedTail tail,
            ChannelUpdates updates,
            FrameEncoder encoder,
            ControlFrames control,
            DeliveryLatency latency) {
        return new Connection.Tools(reads, verdicts, tail, updates, encoder, control, latency);
    }

    @Bean
    Turns verdictTurns(StreamProperties properties) {
        return new Turns("verdict", properties.verdicts(), properties.maxConnections() + properties.maxPolls());
    }

    @Bean
    Turns catchUpTurns(StreamProperties properties) {
        return new Turns("catch-up", properties.catchUps(), properties.maxConnections() + properties.maxPolls());
    }

    @Bean
    RandomGenerator jitter() {
        return RandomGenerator.of("SecureRandom");
    }
}
