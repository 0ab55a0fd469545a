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
import java.util.concurrent.atomic.AtomicLong;
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
        double rate = rate(url, clients, batch, form.step());
        results.add(new Figures("floor")
                .with("rows per commit", batch)
                .with("clients", clients)
                .is("rows/s", rate));
        return rate;
    }

    private static double rate(String url, int clients, int batch, Duration time)
            throws InterruptedException, ExecutionException {
        var rows = new AtomicLong();
        var threads = Executors.newFixedThreadPool(clients);
        long end = System.nanoTime() + time.toNanos();
        Callable<Void> client = () -> {
            insert(url, batch, end, rows);
            return null;
        };
        for (var done :
                threads.invokeAll(Stream.generate(() -> client).limit(clients).toList())) {
            done.get();
        }
        threads.shutdown();
        return rows.get() * 1e9 / time.toNanos();
    }

    private static void insert(String url, int batch, long end, AtomicLong rows) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var insert = connection.prepareStatement("INSERT INTO floor (payload) SELECT unnest(?::text[])")) {
            insert.setArray(1, payloads(connection, batch));
            while (System.nanoTime() < end) {
                rows.addAndGet(insert.executeUpdate());
            }
        }
    }

    private static Array payloads(Connection connection, int batch) throws SQLException {
        var all = new String[batch];
        Arrays.fill(all, PAYLOAD);
        return connection.createArrayOf("text", all);
    }
}
