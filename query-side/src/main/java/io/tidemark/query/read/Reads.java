package io.tidemark.query.read;

import io.tidemark.db.log.Cursor;
import io.tidemark.db.log.Epoch;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.query.feed.store.Feed;
import io.tidemark.query.read.share.ReadProperties;
import io.tidemark.query.read.share.ReadShares;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Runs a read so that its rows and its cursor belong together: what changes later is exactly what follows the cursor. */
@Component
public class Reads {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Every row was created before it. */
    static final long NEWEST = Long.MAX_VALUE;

    private final Feed feed;
    private final Epoch epoch;
    private final PositionWaiters waiters;
    private final ReadShares shares;
    private final ReadProperties properties;
    private final JsonMapper json;
    private final TransactionTemplate oneSnapshot;

    Reads(
            Feed feed,
            Epoch epoch,
            PositionWaiters waiters,
            ReadShares shares,
            ReadProperties properties,
            JsonMapper json,
            PlatformTransactionManager transactions) {
        this.feed = feed;
        this.epoch = epoch;
        this.waiters = waiters;
        this.shares = shares;
        this.properties = properties;
        this.json = json;
        this.oneSnapshot = new TransactionTemplate(transactions);
        oneSnapshot.setReadOnly(true);
        oneSnapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** What was read, and the cursor that it stands at. */
    record At<T>(T value, Cursor cursor) {

        /**
         * The same as a page of a walk that began earlier. It stands at the first page's cursor, because the stream from
         * there says what changed on the pages that were read before.
         */
        At<T> from(@Nullable PageToken token) {
            return token == null ? this : new At<>(value, token.cursor());
        }

        /** Answers with the cursor in its header. */
        ResponseEntity.BodyBuilder ok() {
            return ResponseEntity.ok().header("Tidemark-Cursor", cursor.toString());
        }
    }

    /** Answers with one row and its version, or that there is none. */
    public <A extends Versioned, V extends View<A>> Mono<ResponseEntity<A>> one(
            ReadRequest request, Supplier<Optional<V>> query) {
        return read(request, () -> query.get().map(View::answer).orElseThrow(Refused::notFound))
                .map(at ->
                        at.ok().eTag("\"%s\"".formatted(at.value().version())).body(at.value()));
    }

    /** Answers with the page that the request asks for, of rows of which the query returns one more if there are more. */
    public <V extends View<?>> Mono<ResponseEntity<Page<JsonRow>>> list(
            ReadRequest request, Function<PageBounds, Stream<V>> query) {
        var token = current(request.pageToken());
        var bounds = bounds(request, token);
        return answer(token, read(request, () -> page(bounds, SearchWindow.ALL, query)));
    }

    /** The same for rows that only a search finds. It looks through one window and may answer with no rows at all. */
    public <V extends View<?>> Mono<ResponseEntity<Page<JsonRow>>> search(
            ReadRequest request, LongFunction<SearchWindow> windowBefore, Function<PageBounds, Stream<V>> query) {
        var token = current(request.pageToken());
        var bounds = bounds(request, token);
        var found = shares.search(
                request.caller(), () -> now(() -> page(bounds, windowBefore.apply(bounds.before()), query)));
        return answer(token, reached(request.after()).then(found));
    }

    private PageBounds bounds(ReadRequest request, @Nullable PageToken token) {
        return PageBounds.before(token == null ? NEWEST : token.before(), request.limit(properties.maxPage()));
    }

    private static Mono<ResponseEntity<Page<JsonRow>>> answer(@Nullable PageToken token, Mono<At<PageRows>> page) {
        return page.map(at -> at.from(token))
                .map(at -> at.ok().body(new Page<>(at.value().rows(), next(at))));
    }

    private <V extends View<?>> PageRows page(
            PageBounds bounds, SearchWindow window, Function<PageBounds, Stream<V>> query) {
        var budget =
                new PageRows.Budget(bounds.limit(), properties.maxPageSize().toBytes());
        return PageRows.read(query.apply(bounds.within(window)), bounds.before(), budget, json)
                .of(window);
    }

    private static @Nullable String next(At<PageRows> at) {
        var page = at.value();
        return page.complete() ? null : new PageToken(at.cursor(), "", page.before()).toString();
    }

    /** A place in this history; another one is refused. */
    @Nullable
    PageToken current(@Nullable PageToken token) {
        if (token != null && !token.cursor().epoch().equals(epoch.name())) {
            throw ReadRequest.noPage();
        }
        return token;
    }

    /** Reads off the event loop, in one transaction with the cursor. */
    <T> Mono<At<T>> read(ReadRequest request, Supplier<T> query) {
        return reached(request.after()).then(shares.read(request.caller(), () -> now(query)));
    }

    /** The same for a page of a snapshot. */
    <T> Mono<At<T>> snapshot(ReadRequest request, Supplier<T> query) {
        return reached(request.after()).then(shares.snapshot(request.caller(), () -> now(query)));
    }

    private Mono<Void> reached(@Nullable String after) {
        if (after == null) {
            return Mono.empty();
        }
        return waiters.reached(positionOf(after))
                .timeout(properties.afterTimeout())
                .onErrorMap(
                        TimeoutException.class,
                        late -> Refused.unavailable("not-yet", "the read models have not caught up yet", RETRY_AFTER));
    }

    private long positionOf(String after) {
        return Cursor.parse(after)
                .filter(cursor -> cursor.epoch().equals(epoch.name()))
                .orElseThrow(() ->
                        Refused.invalid("cursor.invalid", "Tidemark-After must be a cursor of the current history"))
                .position();
    }

    /** Reads on the calling thread. */
    <T> At<T> now(Supplier<T> query) {
        return oneSnapshot.execute(transaction -> {
            var state = feed.state();
            if (state.projected() < state.head()) {
                throw Refused.unavailable("rebuilding", "the read models are being rebuilt", RETRY_AFTER);
            }
            return new At<>(query.get(), epoch.at(state.head()));
        });
    }
}
