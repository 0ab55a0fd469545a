package io.tidemark.query.stream;

import io.netty.buffer.Unpooled;
import io.tidemark.query.feed.Channels;
import io.tidemark.query.feed.FeedUpdate;
import java.time.Instant;
import java.util.Map;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Streams the caller's events over Server-Sent Events, from a cursor on or from now on. */
@RestController
class StreamApi {

    private static final MediaType EVENT_STREAM =
            new MediaType(MediaType.TEXT_EVENT_STREAM, Map.of("charset", "UTF-8"));

    private final QueryGateway queries;
    private final Connections connections;
    private final Connection.Tools tools;

    StreamApi(QueryGateway queries, Connections connections, Connection.Tools tools) {
        this.queries = queries;
        this.connections = connections;
        this.tools = tools;
    }

    @GetMapping("/api/stream")
    Mono<Void> stream(
            JwtAuthenticationToken caller,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(name = "lastEventId", required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String types,
            ServerHttpResponse response) {
        var query = new Following(
                Channels.of(caller.getName()),
                present(lastEventId) ? lastEventId : present(cursor) ? cursor : null,
                Types.parse(types),
                Integer.MAX_VALUE);
        describe(response.getHeaders());
        return response.writeAndFlushWith(OneAtATime.of(chunks(query, caller), written(response))
                .map(chunk -> chunk.map(bytes -> response.bufferFactory().wrap(bytes))));
    }

    /**
     * Completes when all that was sent to the client so far is in the hands of the operating system. Netty by itself takes
     * a hundred chunks more, and keeps them outside of the heap.
     */
    private static Mono<Void> written(ServerHttpResponse response) {
        HttpServerResponse client = ServerHttpResponseDecorator.getNativeResponse(response);
        return Mono.create(sink -> client.withConnection(connection ->
                connection.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> sink.success())));
    }

    /** A client that has no cursor yet may send an empty one. */
    private static boolean present(@Nullable String cursor) {
        return cursor != null && !cursor.isEmpty();
    }

    private static void describe(HttpHeaders headers) {
        headers.setContentType(EVENT_STREAM);
        headers.setCacheControl("no-store, no-transform");
        headers.set("X-Accel-Buffering", "no");
    }

    private Flux<byte[]> chunks(Following query, JwtAuthenticationToken caller) {
        return Flux.defer(() -> {
            var place = connections.enter(caller.getName());
            if (place == null) {
                return Flux.just(tools.control().goodbye(Ending.OVERLOAD));
            }
            SubscriptionQueryResult<CatchUp, FeedUpdate> following =
                    queries.subscriptionQuery(query, CatchUp.class, FeedUpdate.class);
            return new Connection(query, tools)
                    .chunks(following, expiry(caller), place.ending())
                    .doFinally(ended -> {
                        following.cancel();
                        place.leave();
                    });
        });
    }

    private static @Nullable Instant expiry(JwtAuthenticationToken caller) {
        return caller.getToken().getExpiresAt();
    }
}
