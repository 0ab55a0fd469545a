package io.tidemark.query.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.stream.ClientStreams;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestDetacherTest {

    /** Leaves something with each request that passes, to see for how long it is held. */
    @Component
    static class Witness implements WebFilter {

        private static final List<WeakReference<Object>> LEFT = new CopyOnWriteArrayList<>();

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            var something = new Object();
            LEFT.add(new WeakReference<>(something));
            exchange.getAttributes().put("witness", something);
            return chain.filter(exchange);
        }

        static boolean isHeld() {
            System.gc();
            return LEFT.stream().anyMatch(left -> left.get() != null);
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final QueryNode node = QueryNode.start("--spring.main.sources=" + Witness.class.getName());

    @BeforeEach
    void forget() {
        await().until(() -> node.bean(ClientStreams.class).load().connections() == 0);
        Witness.LEFT.clear();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void a_stream_holds_nothing_of_the_filters_that_have_let_it_in() {
        try (var stream = node.stream("ann").open()) {
            stream.await("sync");
            assertThat(Witness.LEFT).isNotEmpty();
            await().atMost(Duration.ofSeconds(20)).until(() -> !Witness.isHeld());
            node.append(SavedReply.of("ann").created());
            assertThat(stream.changes(1)).hasSize(1);
        }
    }

    @Test
    void a_stream_has_the_headers_of_the_filters() throws Exception {
        var answer = send("GET", "/api/stream", BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(body.read()).isPositive();
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store, no-transform");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void a_head_request_gets_only_the_head() throws Exception {
        var answer = send("HEAD", "/api/stream", BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(node.bean(ClientStreams.class).load().connections()).isZero();
        assertThat(send("GET", "/api/snapshot", BodyHandlers.ofString()).body()).endsWith("}");
    }

    private <T> HttpResponse<T> send(String method, String path, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%s%s".formatted(node.port(), path)))
                .header("Authorization", "Bearer " + node.token("ann"))
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, body);
    }
}
