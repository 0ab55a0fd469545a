package io.tidemark.resilience;

import io.tidemark.resilience.Findings.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/** Looks at the read model as soon as the stream has told of a change: it has to be there already. */
final class Peeks {

    private static final long AT_MOST_EVERY_NANOS = 30_000_000;
    private static final int THREADS = 2;
    private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");
    private static final Map<String, String> PATHS = Map.of(
            "reply", "/api/saved-replies/",
            "business", "/api/businesses/",
            "session", "/api/sessions/");

    private final Findings findings;
    private final Map<String, String> businessOf = new ConcurrentHashMap<>();
    private final Queue<Gone> gone = new ConcurrentLinkedQueue<>();
    private final LongAdder looked = new LongAdder();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(THREADS),
            new ThreadPoolExecutor.DiscardPolicy());
    private long next;

    Peeks(Findings findings) {
        this.findings = findings;
    }

    /** A thing of which the read model had nothing any more when its event was streamed. */
    record Gone(String subject, long version, String client) {}

    /** Products are read by way of their business. */
    void knows(String productId, String businessId) {
        businessOf.put(productId, businessId);
    }

    /** Called by one thread only. */
    void sample(Client client, Node node, Frame frame) {
        long now = System.nanoTime();
        if (now < next) {
            return;
        }
        var subject = frame.member("subject");
        var path = path(subject);
        if (!path.isEmpty()) {
            next = now + AT_MOST_EVERY_NANOS;
            long version = frame.version();
            threads.execute(() -> look(client, node, subject, path, version));
        }
    }

    private String path(String subject) {
        int slash = subject.indexOf('/');
        var id = subject.substring(slash + 1);
        var kind = subject.substring(0, slash);
        if (kind.equals("product")) {
            var business = businessOf.get(id);
            return business == null ? "" : "/api/products/" + business + "/" + id;
        }
        return PATHS.get(kind) + id;
    }

    private void look(Client client, Node node, String subject, String path, long version) {
        try {
            var answer = Http.get(node.at(path), client.token());
            if (answer.status() == 404) {
                gone.add(new Gone(subject, version, client.toString()));
            } else if (answer.isDone()) {
                compare(client, subject, version, answer.body());
            } else {
                return; // The node is out of order: it does not say anything about the read model.
            }
            looked.increment();
        } catch (IOException outOfOrder) {
            return;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void compare(Client client, String subject, long version, String body) {
        var found = VERSION.matcher(body);
        if (!found.find() || Long.parseLong(found.group(1)) < version) {
            findings.add(
                    Kind.AHEAD,
                    "%s was told of version %s of %s and then read %s".formatted(client, version, subject, body));
        }
    }

    long looked() {
        return looked.sum();
    }

    Queue<Gone> gone() {
        return gone;
    }

    /** Waits for the last looks. */
    void end() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(10, TimeUnit.SECONDS);
    }
}
