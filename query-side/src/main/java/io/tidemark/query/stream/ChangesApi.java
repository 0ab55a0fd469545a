package io.tidemark.query.stream;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tidemark.db.Epoch;
import io.tidemark.edge.Places;
import io.tidemark.query.feed.Channels;
import io.tidemark.query.feed.FeedPage;
import io.tidemark.query.feed.FeedUpdate;
import io.tidemark.query.feed.Frame;
import io.tidemark.query.feed.FrameEncoder;
import io.tidemark.query.read.Page;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The stream as a long poll, for where streaming is impossible. */
@RestController
class ChangesApi {

    private static final int DEFAULT_LIMIT = 500;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final QueryGateway queries;
    private final FrameEncoder encoder;
    private final Epoch epoch;
    private final StreamReads reads;
    private final Verdicts verdicts;
    private final Connections connections;
    private final StreamProperties properties;
    private final Places places;

    ChangesApi(
            QueryGateway queries,
            FrameEncoder encoder,
            Epoch epoch,
            StreamReads reads,
            Verdicts verdicts,
            Connections connections,
            StreamProperties properties) {
        this.queries = queries;
        this.encoder = encoder;
        this.epoch = epoch;
        this.reads = reads;
        this.verdicts = verdicts;
        this.connections = connections;
        this.properties = properties;
        this.places = new Places(
                properties.maxPolls(), properties.pollsPerUser(), "too many long polls are in progress", RETRY_AFTER);
    }

    /**
     * @param cursor what to pass as {@code after} next time
     * @param more whether there is more already
     */
    record Changes(@JsonUnwrapped Verdict verdict, List<Change> events, String cursor, boolean more) {}

    /** One event, already JSON. */
    record Change(@JsonRawValue @JsonValue String cloudEvent) {}

    @GetMapping(path = "/api/changes", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Changes>> changes(
            Principal caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String wait,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String types) {
        int most = Page.limit(limit, DEFAULT_LIMIT, properties.maxChanges());
        long seconds = Page.number("wait", wait, 0, 0, properties.maxWait().toSeconds());
        var query = new Following(Channels.of(caller.getName()), after, Types.parse(types), most);
        return places.within(caller.getName(), Mono.defer(() -> poll(query, Duration.ofSeconds(seconds))))
                .map(changes -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .header("Tidemark-Cursor", changes.cursor())
                        .body(changes));
    }

    /**
     * Subscribes before it reads, so that whatever is not read yet is an update. Who waits when the process goes down is
     * answered with what is known, which is nothing new.
     */
    private Mono<Changes> poll(Following query, Duration wait) {
        SubscriptionQueryResult<Beginning, FeedUpdate> following =
                queries.subscriptionQuery(query, Beginning.class, FeedUpdate.class);
        return catchUp(following.initialResult(), query)
                .flatMap(first -> wait.isZero() || isAnAnswer(first, query)
                        ? Mono.just(first)
                        : Mono.firstWithSignal(
                                news(following, first, query)
                                        .timeout(wait, Mono.empty())
                                        .then(readOn(first, query)),
                                connections.draining().thenReturn(first)))
                .map(catchUp -> answer(catchUp, query))
                .doFinally(ended -> following.cancel());
    }

    private Mono<CatchUp> catchUp(Mono<Beginning> verdict, Following query) {
        return reads.verdict(verdict)
                .flatMap(beginning -> beginning.behind()
                        ? reads.pageInTime(query, beginning.cursor(), page -> caughtUp(beginning, page))
                        : Mono.just(nothingMissed(beginning)));
    }

    private static CatchUp nothingMissed(Beginning beginning) {
        return new CatchUp(beginning.verdict(), List.of(), beginning.cursor(), false);
    }

    private CatchUp caughtUp(Beginning beginning, FeedPage page) {
        return page.removed()
                ? nothingMissed(verdicts.expired(page.head()))
                : new CatchUp(beginning.verdict(), page.entries(), page.reached(), page.more());
    }

    private static boolean isAnAnswer(CatchUp first, Following query) {
        return !first.verdict().mode().equals("resumed")
                || first.more()
                || first.missed().stream().anyMatch(query::asksFor);
    }

    private static Mono<FeedUpdate> news(
            SubscriptionQueryResult<Beginning, FeedUpdate> following, CatchUp first, Following query) {
        return following
                .updates()
                .filter(update -> update.overflowed()
                        || update.frames().stream()
                                .map(Frame::entry)
                                .anyMatch(entry -> entry.position() > first.reached() && query.asksFor(entry)))
                .next();
    }

    /** Reads what came after the first answer; the verdict on the client's cursor stays. */
    private Mono<CatchUp> readOn(CatchUp first, Following query) {
        var rest = new Following(query.channel(), epoch.at(first.reached()).toString(), query.types(), query.limit());
        return catchUp(Mono.defer(() -> Mono.fromFuture(queries.query(rest, Beginning.class))), rest)
                .map(then -> then.continuing(first));
    }

    private Changes answer(CatchUp catchUp, Following query) {
        var events = catchUp.missed().stream()
                .filter(query::asksFor)
                .map(entry -> new Change(encoder.cloudEvent(entry)))
                .toList();
        return new Changes(
                catchUp.verdict(), events, epoch.at(catchUp.reached()).toString(), catchUp.more());
    }
}
