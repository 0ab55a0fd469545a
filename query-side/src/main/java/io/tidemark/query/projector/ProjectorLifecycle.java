package io.tidemark.query.projector;

import io.tidemark.edge.http.GracefulLifecycle;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Runs the projector: from when all else is there until the process goes down. Then the token is handed over at once, while
 * the server still answers what is in flight, so that another process projects on.
 */
class ProjectorLifecycle extends GracefulLifecycle {

    private static final int THE_ONLY_SEGMENT = 0;

    /** Long enough for the coordinator's thread to see it before it is over. */
    private static final Duration LETTING_GO = Duration.ofMillis(50);

    private final PooledStreamingEventProcessor projector;
    private final ScheduledExecutorService coordinator;
    private final Duration longest;
    private volatile @Nullable ScheduledFuture<?> comeback;

    /** @param longest how long the projector stays away from a token that it gave up after a failure */
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

    /** After failures in a row, Axon stays away up to a minute; an end that has passed already ends that. */
    private void comeBack() {
        if (projector.isRunning() && projector.processingStatus().isEmpty()) {
            projector.releaseSegment(THE_ONLY_SEGMENT, -1, TimeUnit.SECONDS);
        }
    }

    /**
     * Lets go of a token that was taken away, and so comes back for it at once. By itself Axon would find out when it stores
     * or extends it the next time, and stay away for a while as after a failure.
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

    /** The projector itself may be running before this is started: Axon starts it, too. */
    @Override
    public boolean isRunning() {
        return comeback != null;
    }
}
