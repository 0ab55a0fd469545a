package io.tidemark.db;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What happens at the same time, each task on a thread of its own. */
public final class Tasks {

    private static final int TIMEOUT = 300;
    private static final Executor THREADS = task -> {
        var thread = new Thread(task, "test-task");
        thread.setDaemon(true);
        thread.start();
    };

    private Tasks() {}

    public static CompletableFuture<Void> start(Runnable task) {
        return CompletableFuture.runAsync(task, THREADS);
    }

    /** Waits for all of them and returns the failures of those that failed. */
    public static List<Throwable> failures(Collection<? extends CompletableFuture<?>> tasks) {
        tasks.forEach(task -> task.orTimeout(TIMEOUT, SECONDS));
        return tasks.stream().map(Tasks::failure).filter(Objects::nonNull).toList();
    }

    private static @Nullable Throwable failure(CompletableFuture<?> task) {
        return task.handle((done, failed) -> failed instanceof CompletionException ? failed.getCause() : failed)
                .join();
    }
}
