package io.tidemark.query.read;

import io.tidemark.db.log.Cursor;
import io.tidemark.db.log.Epoch;
import io.tidemark.edge.limit.TimeLimiter;
import io.tidemark.edge.problem.Problem;
import io.tidemark.query.feed.store.Feed;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;

/** Runs a read so that its rows and its cursor belong together: what changes later is exactly what follows the cursor. */
@Component
public class Reads {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Feed feed;
    private final Epoch epoch;
    private final PositionWaiters waiters;
    private final TimeLimiter timeLimiter;
    private final ReadProperties properties;
    private final TransactionTemplate oneSnapshot;

    Reads(
            Feed feed,
            Epoch epoch,
            PositionWaiters waiters,
            TimeLimiter readTimeLimiter,
            ReadProperties properties,
            PlatformTransactionManager transactions) {
        this.feed = feed;
        this.epoch = epoch;
        this.waiters = waiters;
        this.timeLimiter = readTimeLimiter;
        this.properties = properties;
        this.oneSnapshot = new TransactionTemplate(transactions);
        oneSnapshot.setReadOnly(true);
        oneSnapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** What was read, and the cursor that it stands at. */
    public record At<T>(T value, Cursor cursor) {

        /** Answers with the cursor in its header. */
        public ResponseEntity.BodyBuilder ok() {
            return ResponseEntity.ok().header("Tidemark-Cursor", cursor.toString());
        }
    }

    /**
     * Reads off the event loop, in one transaction with the cursor.
     *
     * @param after the cursor that the read models have to have reached first, from {@code Tidemark-After}
     */
    public <T> Mono<At<T>> read(@Nullable String after, Supplier<T> query) {
        return reached(after).then(timeLimiter.call(() -> now(query)));
    }

    private Mono<Void> reached(@Nullable String after) {
        if (after == null) {
            return Mono.empty();
        }
        return waiters.reached(positionOf(after))
                .timeout(properties.afterTimeout())
                .onErrorMap(
                        TimeoutException.class,
                        late -> Problem.unavailable("not-yet", "the read models have not caught up yet", RETRY_AFTER));
    }

    private long positionOf(String after) {
        return Cursor.parse(after)
                .filter(cursor -> cursor.epoch().equals(epoch.name()))
                .orElseThrow(() ->
                        Problem.invalid("cursor.invalid", "Tidemark-After must be a cursor of the current history"))
                .position();
    }

    private <T> At<T> now(Supplier<T> query) {
        return oneSnapshot.execute(transaction -> {
            var state = feed.state();
            if (state.projected() < state.head()) {
                throw Problem.unavailable("rebuilding", "the read models are being rebuilt", RETRY_AFTER);
            }
            return new At<>(query.get(), epoch.at(state.head()));
        });
    }
}
