package io.tidemark.query.projector;

import io.tidemark.query.QueryNode;
import io.tidemark.query.projection.RecordedEvent;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Hands batches of the log to the projector, as its processor would; the processor itself stands still. */
class Batches {

    private final QueryNode node;
    private final BatchCollector collector;
    private final ProjectorTokens tokens;
    private final SpringTransactionManager transactions;

    Batches(QueryNode node) {
        this.node = node;
        this.collector = node.bean(BatchCollector.class);
        this.tokens = node.bean(ProjectorTokens.class);
        this.transactions = new SpringTransactionManager(new JdbcTransactionManager(node.bean(DataSource.class)));
        node.bean(PooledStreamingEventProcessor.class).shutDown();
    }

    /** Projects what the log has after a position, in batches of a size. */
    void project(long after, int size) {
        for (var batch = read(after, size); !batch.isEmpty(); batch = read(after, size)) {
            project(batch);
            after = RecordedEvent.positionOf(batch.get(batch.size() - 1));
        }
    }

    /** Projects one batch of what the log has after a position. */
    void projectOne(long after, int size) {
        project(read(after, size));
    }

    /** Projects all that was not projected yet, in one batch. */
    void projectNews() {
        project(read(projected(), Integer.MAX_VALUE));
    }

    private long projected() {
        return node.jdbc()
                .sql("SELECT projected FROM feed_state")
                .query(Long.class)
                .single();
    }

    private List<? extends TrackedEventMessage<?>> read(long after, int number) {
        return node.bean(EventStorageEngine.class)
                .readEvents(new GlobalSequenceTrackingToken(after), false)
                .limit(number)
                .toList();
    }

    private void project(List<? extends TrackedEventMessage<?>> batch) {
        var unit = new BatchingUnitOfWork<>(batch);
        unit.attachTransaction(transactions);
        unit.onPrepareCommit(all -> store(batch.get(batch.size() - 1).trackingToken()));
        var result = unit.executeWithResult(() -> {
            collector.handle(unit.getMessage(), Segment.ROOT_SEGMENT);
            return batch;
        });
        if (result.isExceptional()) {
            throw new IllegalStateException("the batch failed", result.exceptionResult());
        }
    }

    private void store(TrackingToken token) {
        int segment = Segment.ROOT_SEGMENT.getSegmentId();
        tokens.fetchToken(ProjectorConfiguration.NAME, segment);
        tokens.storeToken(token, ProjectorConfiguration.NAME, segment);
    }
}
