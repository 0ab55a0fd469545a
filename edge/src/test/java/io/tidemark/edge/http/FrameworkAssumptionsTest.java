package io.tidemark.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpServerCodec;
import io.tidemark.edge.http.entry.Entries;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;

/** What the server takes for granted about Reactor Netty's inside. Each failure says what to look at after an upgrade. */
class FrameworkAssumptionsTest {

    private static final Duration ANY = Duration.ofSeconds(10);

    private final NettyConfiguration configuration = new NettyConfiguration();

    @Test
    void chunks_leave_the_pipeline_just_before_the_http_encoder() throws Exception {
        var handlers = handlersOfARequest();
        assertThat(handlers.keySet())
                .as("Reactor Netty has another pipeline. EncodedChunks has to be the handler behind the HTTP codec, so"
                        + " that a chunk passes all others and only the codec is left out; and WriteStallHandler has to"
                        + " see all that is written")
                .containsSubsequence(
                        NettyPipeline.HttpCodec, "encodedChunks", "stalledClient", NettyPipeline.HttpTrafficHandler)
                .containsSequence(NettyPipeline.HttpCodec, "encodedChunks", "stalledClient");
        assertThat(handlers.keySet())
                .as(
                        "Reactor Netty has another pipeline. AddressText has to see a request before the handler that parses"
                                + " its address")
                .containsSubsequence("addressText", "malformedAnswers", NettyPipeline.HttpTrafficHandler);
        assertThat(handlers.keySet())
                .as("Reactor Netty has another pipeline. ChunklessAnswers has to see an answer before the handler that"
                        + " decides by its headers whether the connection is closed behind it")
                .containsSubsequence(
                        NettyPipeline.HttpTrafficHandler, "chunklessAnswers", NettyPipeline.ReactiveBridge);
        assertThat(handlers.get(NettyPipeline.HttpCodec))
                .as("The handler named HttpCodec no longer encodes HTTP/1.1. EncodedChunks writes past it")
                .isInstanceOf(HttpServerCodec.class);
    }

    /** Answers one request, and returns the handlers that the answer was written through. */
    private Map<String, ChannelHandler> handlersOfARequest() throws Exception {
        var seen = new AtomicReference<>(Map.<String, ChannelHandler>of());
        var factory = new NettyReactiveWebServerFactory(0);
        var meters = new SimpleMeterRegistry();
        configuration
                .connections(new HttpProperties(ANY, ANY, ANY), Entries.unlimited(meters), meters)
                .customize(factory);
        var server = factory.getWebServer((request, response) -> note(response, seen));
        server.start();
        try {
            var address = URI.create("http://localhost:%s/".formatted(server.getPort()));
            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(200);
            return Objects.requireNonNull(seen.get());
        } finally {
            server.stop();
        }
    }

    private static Mono<Void> note(ServerHttpResponse response, AtomicReference<Map<String, ChannelHandler>> seen) {
        HttpServerResponse client = ServerHttpResponseDecorator.getNativeResponse(response);
        client.withConnection(
                connection -> seen.set(connection.channel().pipeline().toMap()));
        return response.setComplete();
    }
}
