package io.tidemark.query.stream;

import io.tidemark.query.feed.live.ChannelUpdateEmitter;
import io.tidemark.query.feed.live.FeedTail;
import io.tidemark.query.feed.live.FrameEncoder;
import io.tidemark.query.stream.lifetime.StreamProperties;
import io.tidemark.query.stream.lifetime.StreamTuning;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans that all streams share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamProperties.class)
class StreamConfiguration {

    @Bean
    Connection.Tools connectionTools(
            StreamReads reads,
            ResumeHandler resumeHandler,
            FeedTail tail,
            ChannelUpdateEmitter updates,
            FrameEncoder encoder,
            ControlFrames control,
            DeliveryLatency latency) {
        return new Connection.Tools(reads, resumeHandler, tail, updates, encoder, control, latency);
    }

    @Bean
    StreamTuning streamTuning() {
        return StreamTuning.DEFAULT;
    }

    @Bean
    FairQueue resumeQueue(StreamProperties properties, StreamTuning tuning) {
        return new FairQueue("verdict", tuning.verdicts(), properties.maxConnections() + properties.maxPolls());
    }

    @Bean
    FairQueue catchUpQueue(StreamProperties properties, StreamTuning tuning) {
        return new FairQueue("catch-up", tuning.catchUps(), properties.maxConnections() + properties.maxPolls());
    }

    @Bean
    RandomGenerator jitter() {
        return RandomGenerator.of("SecureRandom");
    }
}
