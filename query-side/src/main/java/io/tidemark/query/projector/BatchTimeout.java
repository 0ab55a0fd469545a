package io.tidemark.query.projector;

import io.tidemark.db.failure.SqlFailure;
import io.tidemark.db.jdbc.TransactionTimeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How long a batch may take: as long as any transaction. After a time-out the next batch gets more time, and after each
 * further one four times as much, until a batch succeeds. Otherwise a batch of large events would time out for ever.
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

    /** Writes a batch in the caller's transaction, with the current time-out. */
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

    /** Sets the time-out of the caller's transaction. A rollback to an earlier savepoint undoes that. */
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

    /** The batch is committed. */
    void sufficed() {
        given = null;
    }
}
