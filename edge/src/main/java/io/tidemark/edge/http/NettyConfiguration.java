package io.tidemark.edge.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelPipeline;
import io.tidemark.edge.http.entry.Entry;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.NettyPipeline;
import reactor.netty.ReactorNetty;

/**
 * Time-outs, caps and threads of the HTTP server. Closes connections of clients that stop in the middle of a request or
 * answer, and turns away those that are too many.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpProperties.class)
class NettyConfiguration {

    /** How long a whole request may take to arrive. The upload of an image may take two minutes of it. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(3);

    static {
        // Nothing blocks an event loop, so more loops than processors are of no use.
        int processors = Math.max(2, Runtime.getRuntime().availableProcessors());
        System.setProperty(
                ReactorNetty.IO_WORKER_COUNT, System.getProperty(ReactorNetty.IO_WORKER_COUNT, "" + processors));
    }

    /** When the server has answered all open requests, its threads have nothing left to wait for. */
    @Bean
    @ConditionalOnMissingBean
    ReactorResourceFactory reactorResources() {
        var resources = new ReactorResourceFactory();
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> connections(
            HttpProperties properties, Entry entry, MeterRegistry meters) {
        var streams = new WriteStallHandler.Limit(
                properties.streamWriteTimeout(), timedOut("tidemark.stream.write.timeouts", meters));
        var others = new WriteStallHandler.Limit(
                properties.writeTimeout(), timedOut("tidemark.http.write.timeouts", meters));
        return factory -> factory.addServerCustomizers(server -> server.readTimeout(properties.readTimeout())
                .requestTimeout(REQUEST_TIMEOUT)
                .doOnChannelInit((observer, channel, address) -> {
                    addHandlers(channel.pipeline(), new WriteStallHandler(streams, others));
                    entry.prepare(channel);
                }));
    }

    private static void addHandlers(ChannelPipeline pipeline, WriteStallHandler stalledClient) {
        pipeline.addAfter(NettyPipeline.HttpCodec, "encodedChunks", new EncodedChunks())
                .addAfter("encodedChunks", "stalledClient", stalledClient)
                .addAfter(NettyPipeline.HttpTrafficHandler, "chunklessAnswers", new ChunklessAnswers());
    }

    private static Counter timedOut(String name, MeterRegistry meters) {
        return Counter.builder(name)
                .description("connections closed because the client stopped reading")
                .register(meters);
    }
}
