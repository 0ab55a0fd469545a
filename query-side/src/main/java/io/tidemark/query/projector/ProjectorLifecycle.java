package io.tidemark.query.projector;

import io.tidemark.edge.http.GracefulLifecycle;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Starts the projector after everything else, and stops it first. At shutdown it releases the token at once, while the
 * server still answers open requests, so that another process takes over.
 */
class ProjectorLifecycle extends GracefulLifecycle {

    private static final int THE_ONLY_SEGMENT = 0;

    /** Long enough for the coordinator's thread to notice. */
    private static final Duration LETTING_GO = Duration.ofMillis(50);

    private final PooledStreamingEventProcessor projector;
    private final ScheduledExecutorService coordinator;
    private final Duration longest;
    private volatile @Nullable ScheduledFuture<?> comeback;

    /** @param longest how long the projector waits before it claims a token again that it released after a failure */
    ProjectorLifecycle(
            PooledStreamingEventProcessor projector, ScheduledExecutorService coordinator, Duration longest) {
        super("projector-stop");
        this.projector = projector;
        this.coordinator = coordinator;
        this.longest = longest;
    }

    @Override
    public void start() {
        projector.start();
        comeback = coordinator.scheduleWithFixedDelay(
                this::comeBack, longest.toNanos(), longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * After repeated failures Axon waits up to a minute. A release until a time in the past ends that wait.
     */
    private void comeBack() {
        if (projector.isRunning() && projector.processingStatus().isEmpty()) {
            projector.releaseSegment(THE_ONLY_SEGMENT, -1, TimeUnit.SECONDS);
        }
    }

    /**
     * Releases a token that was taken away, in order to claim it again at once. Otherwise Axon would notice only when
     * it next stores or extends the token, and would then wait as after a failure.
     */
    void beginAgain() {
        projector.releaseSegment(THE_ONLY_SEGMENT, LETTING_GO.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        var coming = comeback;
        if (coming != null) {
            coming.cancel(false);
        }
        projector.shutDown();
        comeback = null;
    }

    /** The projector may already run: Axon starts it, too. */
    @Override
    public boolean isRunning() {
        return comeback != null;
    }
}
