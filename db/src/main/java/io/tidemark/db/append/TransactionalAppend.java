package io.tidemark.db.append;

import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.jdbc.TransactionTimeouts;
import io.tidemark.db.log.EventMessageConverter;
import io.tidemark.db.log.EventMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends an event in the caller's transaction: either both what was done and its event are stored, or neither is. The
 * transaction holds the lock of the log from then on, so this has to be the last thing that it does.
 */
public class TransactionalAppend {

    private final DataSource dataSource;
    private final SQLExceptionTranslator failures;
    private final Serializer serializer;
    private final TransactionTimeouts timeouts;
    private final Duration lockTimeout;
    private final HighWaterMark logHighWaterMark;

    TransactionalAppend(
            DataSource dataSource,
            SQLExceptionTranslator failures,
            Serializer serializer,
            TransactionTimeouts timeouts,
            Duration lockTimeout,
            HighWaterMark logHighWaterMark) {
        this.dataSource = dataSource;
        this.failures = failures;
        this.serializer = serializer;
        this.timeouts = timeouts;
        this.lockTimeout = lockTimeout;
        this.logHighWaterMark = logHighWaterMark;
    }

    /**
     * Appends the only event of a new aggregate.
     *
     * @param actor who caused it
     * @throws IllegalStateException if there is no transaction
     * @throws DataAccessException if the log is not available
     */
    public void append(String actor, String kind, UUID id, Object event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event that belongs to a transaction needs one");
        }
        timeouts.allowPauses(lockTimeout); // PostgreSQL ends a stalled process that holds the lock.
        var metaData = MetaData.with(EventMetaData.ACTOR, actor).and(EventMetaData.COMMAND_ID, actor + " " + id);
        var message = new GenericDomainEventMessage<>(kind, kind + "/" + id, 0, event, metaData);
        var entry = EventMessageConverter.of(message, serializer);
        announceAfterCommit(execute(new PendingAppend(List.of(entry), null)));
    }

    private long execute(PendingAppend pending) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            return new AppendStatement(connection)
                    .execute(List.of(pending))
                    .get(0)
                    .lastPosition();
        } catch (SQLException failed) {
            throw translated(failed);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private RuntimeException translated(SQLException failed) {
        var translated = failures.translate("append to the event log", null, failed);
        return translated == null ? new IllegalStateException(failed) : translated;
    }

    private void announceAfterCommit(long position) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                logHighWaterMark.publish(position);
            }
        });
    }
}
