package io.tidemark.query.projector;

import io.tidemark.db.failure.SqlFailure;
import io.tidemark.db.jdbc.TransactionTimeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How long a batch may take: as long as any transaction; but after one ran out of its time the next has more, and each time
 * four times as much, until one is done. Else a batch of large events would be begun for ever.
 */
@Component
class BatchTimeout {

    private static final int MORE = 4;

    private final TransactionTimeouts transactionTimeouts;
    private final ProjectorTuning tuning;
    private volatile @Nullable Duration given;

    BatchTimeout(TransactionTimeouts transactionTimeouts, ProjectorTuning tuning) {
        this.transactionTimeouts = transactionTimeouts;
        this.tuning = tuning;
    }

    /** Writes a batch in the caller's transaction, with the time that it needs by what is known. */
    void spendOn(Runnable batch) {
        allow();
        try {
            batch.run();
        } catch (RuntimeException failed) {
            if (SqlFailure.of(failed) == SqlFailure.TIMEOUT) {
                given = more(given);
            }
            throw failed;
        }
    }

    /** Gives the caller's transaction that time. It is taken away again by going back to a savepoint from before. */
    void allow() {
        var now = given;
        if (now != null) {
            transactionTimeouts.allowStatements(now);
            transactionTimeouts.allowPauses(now);
        }
    }

    private Duration more(@Nullable Duration before) {
        var more = before == null ? tuning.slowBatchTimeout() : before.multipliedBy(MORE);
        return more.compareTo(tuning.maxBatchTimeout()) < 0 ? more : tuning.maxBatchTimeout();
    }

    /** The batch is on disk. */
    void sufficed() {
        given = null;
    }
}
