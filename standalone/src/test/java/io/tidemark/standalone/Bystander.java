package io.tidemark.standalone;

import io.tidemark.testkit.SseClient;
import io.tidemark.testkit.StreamRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A user who works while others attack: how long their commands, reads and stream take. */
final class Bystander implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Caller caller;
    private final SseClient stream;
    private int created;

    /**
     * What was measured, in milliseconds.
     *
     * @param stream from the answer to a command until its event arrives
     */
    record Times(List<Long> command, List<Long> read, List<Long> stream) {

        private Times() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        long slowest() {
            return List.of(command, read, stream).stream()
                    .mapToLong(Times::slowest)
                    .max()
                    .orElseThrow();
        }

        private static long slowest(List<Long> millis) {
            return millis.stream().mapToLong(Long::longValue).max().orElseThrow();
        }

        private static String summary(List<Long> millis) {
            long median = millis.stream().sorted().toList().get(millis.size() / 2);
            return median + "/" + slowest(millis);
        }

        @Override
        public String toString() {
            return "median/slowest in ms: command %s, read %s, stream %s"
                    .formatted(summary(command), summary(read), summary(stream));
        }
    }

    Bystander(Caller caller) {
        this.caller = caller;
        this.stream =
                StreamRequest.to(caller.server().getPort(), caller.token()).open();
        stream.await("sync");
    }

    /** Works for that long. Whatever is refused fails the test. */
    Times work(Duration howLong) throws InterruptedException {
        var times = new Times();
        long end = System.nanoTime() + howLong.toNanos();
        while (System.nanoTime() < end) {
            work(times);
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        return times;
    }

    private void work(Times times) {
        long begun = System.nanoTime();
        caller.creates("greeting " + created++);
        long answered = System.nanoTime();
        stream.changes(1);
        long seen = System.nanoTime();
        caller.get("/api/saved-replies?limit=10").is(200);
        times.command.add(TimeUnit.NANOSECONDS.toMillis(answered - begun));
        times.stream.add(TimeUnit.NANOSECONDS.toMillis(seen - answered));
        times.read.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - seen));
    }

    @Override
    public void close() {
        stream.close();
    }
}
