package io.tidemark.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A long log: how fast the read models are built from it, how fast one client catches up with it, how soon it starts. */
final class History {

    private static final long POLL_MILLIS = 20;
    private static final Duration CEILING = Duration.ofMinutes(30);

    /** As many more replies as that, each like the one that there is. */
    private static final String REPEAT = """
            INSERT INTO event_log (position, event_id, aggregate_type, aggregate_id, sequence_number, command_id, event_type,
                                   revision, payload, metadata, occurred_at)
            SELECT t.position + n, gen_random_uuid(), t.aggregate_type, 'reply/' || id, 0, 'seed ' || n, t.event_type,
                   t.revision, t.payload || jsonb_build_object('id', id), t.metadata, t.occurred_at
            FROM event_log t, generate_series(1, ?) n, LATERAL (SELECT md5(n::text)::uuid::text AS id) i
            WHERE t.position = (SELECT max(position) FROM event_log)
            """;

    private History() {}

    static void measure(Form form, Results results) throws Exception {
        String url;
        try (var server = Server.start();
                var traffic = new Traffic(server, 1)) {
            traffic.send(Traffic.Kind.CREATE, 1, Duration.ZERO, Duration.ofSeconds(1));
            url = server.url();
        }
        try (var server = Server.on(url, "--tidemark.projector.max-lag=1h")) {
            build(form, results, server);
            rebuild(form, results, server);
            catchUp(form, results, server);
        }
        for (int warm = 0; warm < 2; warm++) {
            try (var server = Server.on(url)) {
                results.add(new Figures("start-up")
                        .with("events", form.history())
                        .is("ms until ready", server.startup().toMillis()));
            }
        }
    }

    private static void build(Form form, Results results, Server server) throws Exception {
        try (var database = server.database()) {
            long head = number(database, "SELECT max(position) FROM event_log") + form.history();
            try (var repeat = database.prepareStatement(REPEAT)) {
                repeat.setInt(1, form.history());
                repeat.executeUpdate();
            }
            long begun = System.nanoTime();
            await(database, "SELECT projected FROM feed_state", head);
            results.add(new Figures("projection")
                    .with("events", form.history())
                    .is("events/s", form.history() * 1e9 / (System.nanoTime() - begun)));
        }
    }

    private static void rebuild(Form form, Results results, Server server) throws Exception {
        try (var database = server.database()) {
            long head = number(database, "SELECT head FROM feed_state");
            long begun = System.nanoTime();
            server.post("/api/audit/replays", server.token("admin", "admin"), "{\"mode\":\"in-place\"}");
            await(database, "SELECT head - projected FROM feed_state WHERE projected < head", 1);
            await(database, "SELECT projected FROM feed_state", head);
            results.add(new Figures("rebuild")
                    .with("events", form.history())
                    .is("events/s", form.history() * 1e9 / (System.nanoTime() - begun)));
        }
    }

    private static void catchUp(Form form, Results results, Server server) throws Exception {
        String epoch;
        try (var database = server.database();
                var statement = database.createStatement();
                var rows = statement.executeQuery("SELECT epoch FROM log_epoch")) {
            rows.next();
            epoch = rows.getString(1);
        }
        try (var loop = new Loop()) {
            var stream = new Stream(loop, server.token("user-0"), (change, nanos) -> {}).from(epoch + ".1");
            long begun = System.nanoTime();
            loop.execute(() -> stream.open(server.port()));
            while (loop.ask(stream::changes) < form.history()) {
                loop.check();
                if (loop.ask(stream::isLost)) {
                    throw new IllegalStateException("the stream ended after " + stream.changes());
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            results.add(new Figures("catch-up")
                    .with("events", form.history())
                    .is("events/s", form.history() * 1e9 / (System.nanoTime() - begun))
                    .is("out of order", stream.outOfOrder()));
        }
    }

    private static void await(Connection database, String sql, long least) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + CEILING.toNanos();
        while (number(database, sql) < least) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + CEILING);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static long number(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
