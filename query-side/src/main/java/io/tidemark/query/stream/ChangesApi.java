package io.tidemark.query.stream;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tidemark.db.log.Epoch;
import io.tidemark.edge.auth.CallerStanding;
import io.tidemark.edge.limit.Bulkhead;
import io.tidemark.query.feed.live.FeedUpdate;
import io.tidemark.query.feed.live.Frame;
import io.tidemark.query.feed.live.FrameEncoder;
import io.tidemark.query.feed.store.Channels;
import io.tidemark.query.feed.store.FeedPage;
import io.tidemark.query.read.Page;
import io.tidemark.query.stream.lifetime.ConnectionRegistry;
import io.tidemark.query.stream.lifetime.StreamProperties;
import java.time.Duration;
import java.util.List;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The stream as a long poll, for clients that cannot stream. */
@RestController
class ChangesApi {

    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_CHANGES = 1_000;
    private static final int MAX_WAIT_SECONDS = 60; // Proxies close connections that are silent for longer.
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final QueryGateway queries;
    private final FrameEncoder encoder;
    private final Epoch epoch;
    private final StreamReads reads;
    private final ResumeHandler resumeHandler;
    private final ConnectionRegistry connections;
    private final CallerStanding standing;
    private final Bulkhead bulkhead;

    ChangesApi(
            QueryGateway queries,
            FrameEncoder encoder,
            Epoch epoch,
            StreamReads reads,
            ResumeHandler resumeHandler,
            ConnectionRegistry connections,
            CallerStanding standing,
            StreamProperties properties) {
        this.queries = queries;
        this.encoder = encoder;
        this.epoch = epoch;
        this.reads = reads;
        this.resumeHandler = resumeHandler;
        this.connections = connections;
        this.standing = standing;
        this.bulkhead = new Bulkhead(
                properties.maxPolls(), properties.pollsPerUser(), "too many long polls are in progress", RETRY_AFTER);
    }

    /**
     * @param cursor the next value of {@code after}
     * @param more whether more events are available now
     */
    record Changes(@JsonUnwrapped ResumeDecision decision, List<Change> events, String cursor, boolean more) {}

    /** One event, as JSON. */
    record Change(@JsonRawValue @JsonValue String cloudEvent) {}

    @GetMapping(path = "/api/changes", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Changes>> changes(
            JwtAuthenticationToken caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String wait,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String types) {
        int most = Page.limit(limit, DEFAULT_LIMIT, MAX_CHANGES);
        long seconds = Page.number("wait", wait, 0, 0, MAX_WAIT_SECONDS);
        var query = new FollowChannel(Channels.of(caller.getName()), after, TypesParameter.parse(types), most);
        return bulkhead.within(caller.getName(), Mono.defer(() -> poll(query, Duration.ofSeconds(seconds), caller)))
                .map(ChangesApi::answer);
    }

    /**
     * Subscribes before it reads, so that every entry that the read does not find arrives as an update. A poll that
     * waits when the process shuts down gets the first answer, which has no new events; one whose caller is shut out is
     * refused.
     */
    private Mono<Changes> poll(FollowChannel query, Duration wait, JwtAuthenticationToken caller) {
        SubscriptionQueryResult<ResumePoint, FeedUpdate> following =
                queries.subscriptionQuery(query, ResumePoint.class, FeedUpdate.class);
        return catchUp(following.initialResult(), query)
                .flatMap(first -> wait.isZero() || isAnAnswer(first, query)
                        ? Mono.just(first)
                        : Mono.firstWithSignal(
                                news(following, first, query)
                                        .timeout(wait, Mono.empty())
                                        .then(readOn(first, query)),
                                connections.draining().thenReturn(first),
                                standing.refusal(caller)))
                .map(catchUp -> changes(catchUp, query))
                .doFinally(ended -> following.cancel());
    }

    private Mono<CatchUpPage> catchUp(Mono<ResumePoint> verdict, FollowChannel query) {
        return reads.verdict(verdict)
                .flatMap(resumePoint -> resumePoint.behind()
                        ? reads.pageInTime(query, resumePoint.cursor(), page -> caughtUp(resumePoint, page))
                        : Mono.just(nothingMissed(resumePoint)));
    }

    private static CatchUpPage nothingMissed(ResumePoint resumePoint) {
        return new CatchUpPage(resumePoint.decision(), List.of(), resumePoint.cursor(), false);
    }

    private CatchUpPage caughtUp(ResumePoint resumePoint, FeedPage page) {
        return page.removed()
                ? nothingMissed(resumeHandler.expired(page.head()))
                : new CatchUpPage(resumePoint.decision(), page.entries(), page.reached(), page.more());
    }

    private static boolean isAnAnswer(CatchUpPage first, FollowChannel query) {
        return first.decision().mode() != ResumeMode.RESUMED
                || first.more()
                || first.missed().stream().anyMatch(query::asksFor);
    }

    private static Mono<FeedUpdate> news(
            SubscriptionQueryResult<ResumePoint, FeedUpdate> following, CatchUpPage first, FollowChannel query) {
        return following
                .updates()
                .filter(update -> update.overflowed()
                        || update.frames().stream()
                                .map(Frame::entry)
                                .anyMatch(entry -> entry.position() > first.reached() && query.asksFor(entry)))
                .next();
    }

    /** Reads the entries after the first page. The resume decision stays as it is. */
    private Mono<CatchUpPage> readOn(CatchUpPage first, FollowChannel query) {
        var rest =
                new FollowChannel(query.channel(), epoch.at(first.reached()).toString(), query.types(), query.limit());
        return catchUp(Mono.defer(() -> Mono.fromFuture(queries.query(rest, ResumePoint.class))), rest)
                .map(then -> then.continuing(first));
    }

    /** A reset is at no cursor. */
    private static ResponseEntity<Changes> answer(Changes changes) {
        var answer = ResponseEntity.ok().cacheControl(CacheControl.noStore());
        return changes.decision().mode() == ResumeMode.RESET
                ? answer.body(changes)
                : answer.header("Tidemark-Cursor", changes.cursor()).body(changes);
    }

    private Changes changes(CatchUpPage catchUp, FollowChannel query) {
        var events = catchUp.missed().stream()
                .filter(query::asksFor)
                .map(entry -> new Change(encoder.cloudEvent(entry)))
                .toList();
        return new Changes(catchUp.decision(), events, cursor(catchUp, query), catchUp.more());
    }

    /** After a reset it does not move: a client that read no snapshot is told again. */
    private String cursor(CatchUpPage catchUp, FollowChannel query) {
        var old = query.cursor();
        return old != null && catchUp.decision().mode() == ResumeMode.RESET
                ? old
                : epoch.at(catchUp.reached()).toString();
    }
}
