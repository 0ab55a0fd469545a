package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A whole log streams through a small heap. */
@Tag("slow")
class AuditHeapIT {

    private static final int EVENTS = 400_000;
    private static final Duration CEILING = Duration.ofMinutes(5);
    private static final Pattern BEFORE_COLLECTION = Pattern.compile("(\\d+)M->\\d+M\\(");

    private static final String LOG = """
            INSERT INTO event_log (position, event_id, aggregate_type, aggregate_id, sequence_number, command_id, event_type,
                                   revision, payload, metadata, occurred_at)
            SELECT n, md5(n::text)::uuid, 'reply', 'reply/' || md5('reply ' || n)::uuid, 0, 'ann command-' || n,
                   'reply:created', '1',
                   jsonb_build_object('id', md5('reply ' || n)::uuid, 'owner', 'ann', 'title', 'Greeting ' || n,
                                      'content', repeat('Hello ', 30), 'tags', '["a", "b"]'::jsonb),
                   jsonb_build_object('actor', 'ann', 'commandId', 'ann command-' || n), now()
            FROM generate_series(1, %1$s) n;
            UPDATE feed_state SET head = %1$s, projected = %1$s;
            INSERT INTO token_entry (processor_name, segment, token, token_type, timestamp)
            VALUES ('projector', 0, convert_to('{"globalIndex":%1$s}', 'UTF8'),
                    'org.axonframework.eventhandling.GlobalSequenceTrackingToken', '2026-01-01T00:00:00.000Z');
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @Test
    void whole_log_streams_through_a_small_heap() throws Exception {
        var database = TestDatabase.create();
        Flyway.configure().dataSource(database, null, null).load().migrate();
        JdbcClient.create(TestDatabase.dataSource(database))
                .sql(LOG.formatted(EVENTS))
                .update();
        var collections = directory.resolve("gc.log");
        try (var tidemark = TidemarkProcess.start(
                List.of("-Xmx256m", "-Xlog:gc:" + collections),
                directory,
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=")) {
            var server = "http://localhost:%s".formatted(tidemark.port());
            long start = System.nanoTime();
            var lines = lines(server, token(server));
            var seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
            assertThat(lines.number).isEqualTo(EVENTS + 1);
            assertThat(lines.last).matches("\\{\"complete\":true,\"cursor\":\"[0-9a-z]+\\.%s\"}".formatted(EVENTS));
            assertThat(lines.bytes).isGreaterThan(EVENTS * 300L);
            System.out.printf(
                    "audit: %d events, %d MB in %.1f s, %.0f per second, through a heap of 256 MB, of which %d MB were used%n",
                    EVENTS, lines.bytes >> 20, seconds, EVENTS / seconds, peak(collections));
        }
    }

    /** What a client keeps of the lines that it reads. */
    private static final class Lines {

        private long number;
        private long bytes;
        private String last = "";

        private void take(String line) {
            number++;
            bytes += line.length() + 1;
            last = line;
        }
    }

    private Lines lines(String server, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server + "/api/audit/events"))
                .timeout(CEILING)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/x-ndjson")
                .build();
        var read = new Lines();
        var answer = http.send(request, BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        answer.body().forEach(read::take);
        return read;
    }

    private String token(String server) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server + "/api/auth/token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"user\":\"zoe\",\"roles\":[\"auditor\"]}"))
                .build();
        var body = http.send(request, BodyHandlers.ofString()).body();
        return JsonMapper.shared().readTree(body).get("access_token").asString();
    }

    private static long peak(Path collections) throws IOException {
        return BEFORE_COLLECTION
                .matcher(Files.readString(collections))
                .results()
                .mapToLong(collection -> Long.parseLong(collection.group(1)))
                .max()
                .orElse(0);
    }
}
