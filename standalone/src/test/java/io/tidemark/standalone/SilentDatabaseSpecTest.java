package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.testkit.SseFrame;
import io.tidemark.testkit.TcpProxy;
import io.tidemark.testkit.TcpProxy.Fault;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** GET /api/stream while the database is out of reach, with a word or without one. */
@Tag("slow")
class SilentDatabaseSpecTest {

    private static final Duration CEILING = Duration.ofSeconds(20);

    private final TcpProxy line = new TcpProxy(TestDatabase.create());
    private final RunningTidemark tidemark = RunningTidemark.start(
            line.url(),
            "tidemark.stream.checkpoint-interval=200ms",
            "tidemark.log.append-timeout=2s",
            "tidemark.log.lock-timeout=1s",
            "spring.datasource.hikari.validation-timeout=500",
            "spring.datasource.hikari.data-source-properties.socketTimeout=2");
    private final Caller ann = tidemark.newUser();

    @AfterEach
    void end() {
        line.mend();
        tidemark.close();
        line.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "SILENT"})
    void open_streams_stay_and_say_so_new_ones_are_sent_away_and_all_flows_when_it_is_back(Fault fault) {
        ann.creates("before");
        try (var open = stream()) {
            await().until(() -> has(open, frame -> frame.event().equals("checkpoint")));
            line.inject(fault);
            assertThatANewOneIsSentAway(fault);
            await().atMost(CEILING).until(() -> has(open, frame -> frame.data().has("delayed")));
            line.mend();
            long start = System.nanoTime();
            await().atMost(CEILING)
                    .until(() -> ann.post(Caller.REPLIES, Caller.HELLO).status() == 201);
            await().atMost(CEILING).until(() -> has(open, SseFrame::isChange));
            System.out.printf("After %s an event came %d ms after the line was mended%n", fault, millisSince(start));
            int frames = open.frames().size();
            await().atMost(CEILING)
                    .until(() -> open.frames().stream()
                            .skip(frames)
                            .anyMatch(frame -> !frame.data().has("delayed")));
            assertThat(open.hasEnded()).isFalse();
        }
    }

    private void assertThatANewOneIsSentAway(Fault fault) {
        long start = System.nanoTime();
        try (var late = stream()) {
            await().atMost(CEILING).until(() -> has(late, frame -> frame.event().equals("goodbye")));
            System.out.printf("With %s a new stream was sent away after %d ms%n", fault, millisSince(start));
            assertThat(late.frames())
                    .singleElement()
                    .satisfies(frame ->
                            assertThat(frame.data().path("reason").asString()).isEqualTo("unavailable"));
        }
    }

    private StreamClient stream() {
        return new StreamClient(tidemark.port(), ann.token(), null);
    }

    private static boolean has(StreamClient stream, Predicate<SseFrame> wanted) {
        return stream.frames().stream().anyMatch(wanted);
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
