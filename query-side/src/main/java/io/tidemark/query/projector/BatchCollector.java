package io.tidemark.query.projector;

import io.tidemark.db.append.BatchPacer;
import io.tidemark.query.feed.live.FeedPublisher;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Collects the events of a unit of work. Its commit writes them, in the transaction that also stores the token. */
class BatchCollector implements EventHandlerInvoker {

    private final BatchWriter writer;
    private final FeedPublisher publisher;
    private final BatchSpans spans;
    private final BatchTimeout batchTimeout;
    private final ProjectorOperations operations;
    private final BatchPacer pacer = new BatchPacer(ProjectorConfiguration.BATCH_INTERVAL);

    BatchCollector(
            BatchWriter writer,
            FeedPublisher publisher,
            BatchSpans spans,
            BatchTimeout batchTimeout,
            ProjectorOperations operations) {
        this.writer = writer;
        this.publisher = publisher;
        this.spans = spans;
        this.batchTimeout = batchTimeout;
        this.operations = operations;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return true; // All events: an event that no read model knows still moves the head.
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        batch(CurrentUnitOfWork.get().root()).add((TrackedEventMessage<?>) message);
    }

    /** Axon resets the token. {@link Rebuild} does both without stopping the processor. */
    @Override
    public void performReset() {
        operations.reset();
    }

    private List<TrackedEventMessage<?>> batch(UnitOfWork<?> unit) {
        return unit.getOrComputeResource(ProjectorConfiguration.NAME, first -> {
            var batch = new ArrayList<TrackedEventMessage<?>>();
            long begun = pacer.begin();
            unit.onPrepareCommit(full -> spans.follow(full, batch));
            unit.onPrepareCommit(full -> batchTimeout.spendOn(() -> {
                var feedBatch = writer.write(batch);
                unit.afterCommit(written -> publisher.publish(feedBatch));
            }));
            unit.afterCommit(written -> batchTimeout.sufficed());
            unit.onCleanup(done -> pacer.end(begun, batch.size()));
            return batch;
        });
    }
}
