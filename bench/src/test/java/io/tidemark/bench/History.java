package io.tidemark.bench;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** A long log: how fast the read models are built from it, how fast one client catches up with it, how soon it starts. */
final class History {

    private static final String USER = "user-0";
    private static final long POLL_MILLIS = 20;

    private History() {}

    static void measure(Form form, Results results) throws Exception {
        String url;
        try (var server = Server.start("--tidemark.projector.max-lag=1h");
                var traffic = new Traffic(List.of(server), 1)) {
            traffic.send(Traffic.Kind.CREATE, 1, Duration.ZERO, Duration.ofSeconds(1));
            build(form, results, server);
            rebuild(form, results, server);
            catchUp(form, results, server);
            url = server.url();
        }
        startUp(form, results, url);
    }

    private static void startUp(Form form, Results results, String url) throws Exception {
        try (var server = Server.on(url)) {
            startUp(form, results, server, "jar");
        }
        var directory = Files.createTempDirectory("tidemark-bench-");
        var jar = Server.unpack(directory);
        try (var server = Server.unpacked(jar, url)) {
            startUp(form, results, server, "unpacked");
        }
        var archive = directory.resolve("classes.jsa");
        Server.unpacked(jar, url, "-XX:ArchiveClassesAtExit=" + archive).close();
        try (var server = Server.unpacked(jar, url, "-XX:SharedArchiveFile=" + archive)) {
            startUp(form, results, server, "unpacked, classes archived");
        }
        FileSystemUtils.deleteRecursively(directory); // It has 200 MB.
    }

    private static void startUp(Form form, Results results, Server server, String from) {
        results.add(new Figures("start-up")
                .with("events", form.history())
                .with("from", from)
                .is("ms until ready", server.startup().toMillis()));
    }

    private static void build(Form form, Results results, Server server) throws Exception {
        var took = LongLog.grow(server, USER, form.history());
        results.add(new Figures("projection")
                .with("events", form.history())
                .is("events/s", form.history() * 1e9 / took.toNanos()));
    }

    private static void rebuild(Form form, Results results, Server server) throws Exception {
        try (var database = server.database()) {
            long head = LongLog.number(database, "SELECT head FROM feed_state");
            long begun = System.nanoTime();
            server.post("/api/audit/replays", server.token("admin", "admin"), "{\"mode\":\"in-place\"}");
            LongLog.await(database, "SELECT head - projected FROM feed_state WHERE projected < head", 1);
            LongLog.await(database, "SELECT projected FROM feed_state", head);
            results.add(new Figures("rebuild")
                    .with("events", form.history())
                    .is("events/s", form.history() * 1e9 / (System.nanoTime() - begun)));
        }
    }

    /** Twice, as the herd: to a process that never did it, and to one that did. */
    private static void catchUp(Form form, Results results, Server server) throws Exception {
        String epoch;
        try (var database = server.database();
                var statement = database.createStatement();
                var rows = statement.executeQuery("SELECT epoch FROM log_epoch")) {
            rows.next();
            epoch = rows.getString(1);
        }
        for (int time = 1; time <= 2; time++) {
            catchUp(form, results, server, epoch + ".1", time);
        }
    }

    private static void catchUp(Form form, Results results, Server server, String cursor, int time) throws Exception {
        try (var loop = new Loop()) {
            var stream = new Stream(loop, server.token(USER), (change, nanos) -> {}).from(cursor);
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
                    .with("time", time)
                    .is("events/s", form.history() * 1e9 / (System.nanoTime() - begun))
                    .is("out of order", stream.outOfOrder()));
        }
    }
}
