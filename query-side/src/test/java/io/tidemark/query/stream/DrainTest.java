package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SseClient;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrainTest {

    @Test
    void closing_says_goodbye_to_all_and_does_not_wait_for_them() {
        var node = QueryNode.start();
        var streams = Stream.generate(() -> node.stream(QueryNode.newUser()).open())
                .limit(50)
                .toList();
        streams.forEach(stream -> stream.await("sync"));
        long start = System.nanoTime();
        node.close();
        var took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("Closing with 50 open streams took %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        for (var stream : streams) {
            EndingsTest.assertThatItSaysGoodbye(stream, "drain");
        }
        streams.forEach(SseClient::close);
        assertThatNothingKeepsTheProcessAlive();
    }

    private static void assertThatNothingKeepsTheProcessAlive() {
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("projector"))
                .allMatch(Thread::isDaemon);
    }
}
