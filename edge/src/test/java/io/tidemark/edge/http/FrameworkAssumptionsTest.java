package io.tidemark.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/** What the server takes for granted about Reactor Netty's inside. Each failure says what to look at after an upgrade. */
class FrameworkAssumptionsTest {

    private static final Duration ANY = Duration.ofSeconds(10);

    private final NettyConfiguration configuration = new NettyConfiguration();

    @Test
    void reactor_netty_is_the_version_that_needs_the_property() {
        assertThat(HttpServer.class.getPackage().getImplementationVersion())
                .as("Reactor Netty has another version. NettyConfiguration sets"
                        + " reactor.netty.http.server.lastFlushWhenNoRead because of reactor-netty#4347, which 1.3.8"
                        + " fixes: from that version on, remove the property and this test, and run KeepAliveSpecTest")
                .isEqualTo("1.3.7");
    }

    /** The property is read once per class loader, and another test may have used this one's before it was set. */
    @Test
    void reactor_netty_reads_the_property() throws Exception {
        try (var fresh = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            var read = fresh.loadClass("reactor.netty.http.server.HttpTrafficHandler")
                    .getDeclaredField("LAST_FLUSH_WHEN_NO_READ");
            read.setAccessible(true);
            assertThat(read.getBoolean(null))
                    .as("Reactor Netty does not read the property that NettyConfiguration sets")
                    .isTrue();
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        var urls = new ArrayList<URL>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

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
        configuration
                .writeTimeout(new HttpProperties(ANY, ANY, ANY), new SimpleMeterRegistry())
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
