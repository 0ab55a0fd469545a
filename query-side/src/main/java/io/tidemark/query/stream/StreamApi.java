package io.tidemark.query.stream;

import io.tidemark.edge.http.LastEventId;
import io.tidemark.query.feed.live.FeedUpdate;
import io.tidemark.query.feed.store.Channels;
import io.tidemark.query.stream.lifetime.StreamLifetime;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams the caller's events as Server-Sent Events, from a cursor or from now on. */
@RestController
class StreamApi {

    private final QueryGateway queries;
    private final ClientStreams streams;
    private final Connection.Tools tools;

    StreamApi(QueryGateway queries, ClientStreams streams, Connection.Tools tools) {
        this.queries = queries;
        this.streams = streams;
        this.tools = tools;
    }

    @GetMapping("/api/stream")
    Mono<Void> stream(
            JwtAuthenticationToken caller,
            @RequestParam(required = false) @Nullable String types,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        var query = new FollowChannel(
                Channels.of(caller.getName()), LastEventId.of(request), TypesParameter.parse(types), Integer.MAX_VALUE);
        return streams.open(caller, response, steps -> follow(query, steps));
    }

    private Flux<byte[]> follow(FollowChannel query, Flux<StreamLifetime.Step> steps) {
        SubscriptionQueryResult<ResumePoint, FeedUpdate> following =
                queries.subscriptionQuery(query, ResumePoint.class, FeedUpdate.class);
        return new Connection(query, tools).chunks(following, steps).doFinally(ended -> following.cancel());
    }
}
