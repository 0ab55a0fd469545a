package io.tidemark.bench;

import io.tidemark.db.TestDatabase;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** What the database gives at best on this machine: rows as large as an event, written and on disk, and nothing else. */
final class Floor {

    private static final String PAYLOAD = "x".repeat(400);
    private static final int[] CLIENTS = {1, 8, 32};
    private static final int BATCH = 64;

    private Floor() {}

    static void measure(Form form, Results results) throws Exception {
        var url = TestDatabase.create();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE floor (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                    + " id uuid NOT NULL DEFAULT gen_random_uuid(), payload text NOT NULL)");
        }
        double best = 0;
        for (int clients : CLIENTS) {
            best = Math.max(best, measure(form, results, url, clients, 1));
        }
        results.relateTo("rows alone", "/s", best);
        results.relateTo("rows by " + BATCH, "/s", measure(form, results, url, 1, BATCH));
    }

    private static double measure(Form form, Results results, String url, int clients, int batch)
            throws InterruptedException, ExecutionException {
        var commits = commits(url, clients, batch, form.floor());
        double rate = (double) commits.size() * batch / form.floor().toSeconds();
        results.add(new Figures("floor")
                .with("rows per commit", batch)
                .with("clients", clients)
                .is("rows/s", rate)
                .is("commit p50 ms", commits.millis(50))
                .is("p99 ms", commits.millis(99))
                .is("p99.9 ms", commits.millis(99.9))
                .is("longest ms", commits.millis(100)));
        return rate;
    }

    private static Latencies commits(String url, int clients, int batch, Duration time)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + time.toNanos();
        Callable<Latencies> client = () -> commits(url, batch, end);
        var all = new Latencies();
        var threads = Executors.newFixedThreadPool(clients);
        for (var done :
                threads.invokeAll(Stream.generate(() -> client).limit(clients).toList())) {
            all.addAll(done.get());
        }
        threads.shutdown();
        return all;
    }

    private static Latencies commits(String url, int batch, long end) throws SQLException {
        var times = new Latencies();
        try (var connection = DriverManager.getConnection(url);
                var insert = connection.prepareStatement("INSERT INTO floor (payload) SELECT unnest(?::text[])")) {
            insert.setArray(1, payloads(connection, batch));
            for (long begun = System.nanoTime(); begun < end; begun = System.nanoTime()) {
                insert.executeUpdate();
                times.add(System.nanoTime() - begun);
            }
        }
        return times;
    }

    private static Array payloads(Connection connection, int batch) throws SQLException {
        var all = new String[batch];
        Arrays.fill(all, PAYLOAD);
        return connection.createArrayOf("text", all);
    }
}
