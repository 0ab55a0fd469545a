package io.tidemark.edge.http;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/** A component that stops on a thread of its own, while the server still answers open requests. */
public abstract class GracefulLifecycle implements SmartLifecycle {

    private final String stopThread;

    protected GracefulLifecycle(String stopThread) {
        this.stopThread = stopThread;
    }

    @Override
    public final void stop(Runnable done) {
        new Thread(() -> stopThenRun(done), stopThread).start();
    }

    private void stopThenRun(Runnable done) {
        try {
            stop();
        } finally {
            done.run();
        }
    }

    @Override
    public final int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }
}
