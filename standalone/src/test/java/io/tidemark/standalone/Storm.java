package io.tidemark.standalone;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many clients, each with a connection of its own, who send one request after the other until the storm is closed. */
final class Storm implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> clients;
    private volatile boolean over;

    private Storm(int clients, IntFunction<HttpRequest> request) {
        var next = new AtomicInteger();
        this.clients = CompletableFuture.allOf(IntStream.range(0, clients)
                .mapToObj(client -> sendOn(next, request))
                .toArray(CompletableFuture[]::new));
    }

    /** @param request the request of a number that is never used twice */
    static Storm of(int clients, IntFunction<HttpRequest> request) {
        return new Storm(clients, request);
    }

    private CompletableFuture<Void> sendOn(AtomicInteger next, IntFunction<HttpRequest> request) {
        return over
                ? CompletableFuture.completedFuture(null)
                : http.sendAsync(request.apply(next.getAndIncrement()), BodyHandlers.discarding())
                        .thenComposeAsync(answer -> {
                            count(answer.statusCode());
                            return sendOn(next, request);
                        });
    }

    private void count(int status) {
        answers.computeIfAbsent(status, each -> new AtomicInteger()).incrementAndGet();
    }

    /** How many answers of each status there were. */
    Map<Integer, AtomicInteger> answers() {
        return answers;
    }

    @Override
    public void close() {
        over = true;
        clients.join();
    }
}
