package io.tidemark.resilience;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Many clients of users of their own, for the length of one fault. */
final class Crowd {

    private static final Duration CEILING = Duration.ofMinutes(10);
    private static final int OPERATIONS = 50;
    private static final int EVENTS_PER_OPERATION = 2;
    private static final int THREADS = 4;
    private static final long POLL_MILLIS = 20;
    private static final String PADDING = "a-repository-with-a-name-as-long-as-they-get-".repeat(2);

    private record Member(String user, String token) {}

    private final Run run;
    private final List<Member> members = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();

    /**
     * Connects them all.
     *
     * @param slow whether they have small buffers, and do not count for the time that a delivery takes
     */
    Crowd(Run run, String name, int users, int size, List<Node> nodes, boolean slow)
            throws IOException, InterruptedException {
        this.run = run;
        long begun = System.nanoTime();
        for (int each = 1; each <= users; each++) {
            var user = name + "-" + each;
            members.add(new Member(user, run.cluster().token(user)));
        }
        for (int each = 0; each < size; each++) {
            var member = members.get(each % users);
            var client = new Client(
                    member.user() + "/" + each, member.user(), member.token(), nodes, each / users, run.streams());
            if (slow) {
                client.isSlow();
            }
            clients.add(client);
            run.streams().add(client);
        }
        await(Client::isLive);
        run.took(size + " connected", Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Does something to all of them at once. */
    void all(Consumer<Client> what) {
        run.streams().executeNow(() -> clients.forEach(what));
    }

    /** Waits until they have all come as far. */
    void awaitAt(long position) throws InterruptedException {
        await(client -> client.position() >= position);
    }

    private void await(Predicate<Client> condition) throws InterruptedException {
        long deadline = System.nanoTime() + CEILING.toNanos();
        while (!clients.stream().allMatch(condition)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the clients of " + members + " are not there in " + CEILING);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Changes so much that so many events follow: whole sessions of that name, told late, with a start and an end each. */
    void change(String name, int events, int perSecond) throws InterruptedException, ExecutionException {
        var threads = Executors.newScheduledThreadPool(THREADS);
        var sent = new ArrayList<Future<?>>();
        int batches = Math.max(members.size(), events / EVENTS_PER_OPERATION / OPERATIONS);
        int operations = events / EVENTS_PER_OPERATION / batches;
        for (int batch = 0; batch < batches; batch++) {
            int nth = batch;
            long due = 1000L * batch * operations * EVENTS_PER_OPERATION / perSecond;
            sent.add(threads.schedule(() -> send(name, nth, operations), due, TimeUnit.MILLISECONDS));
        }
        for (var each : sent) {
            each.get();
        }
        threads.shutdown();
    }

    private @Nullable Void send(String name, int batch, int operations) throws InterruptedException {
        run.sender().send(command(members.get(batch % members.size()), name + "-" + batch, operations), batch);
        return null;
    }

    private static Command command(Member member, String name, int size) {
        var operations = new ArrayList<String>();
        for (int each = 0; each < size; each++) {
            operations.add("""
                    {"op":"end","localId":"%s-%s","repoOwner":"tide","repoName":"%s","prNumber":1,"durationSeconds":60}
                    """.formatted(name, each, PADDING));
        }
        var body = "{\"operations\":[%s]}".formatted(String.join(",", operations));
        return new Command("POST", "/api/sync/sessions", body, null, member.user(), member.token(), "");
    }
}
