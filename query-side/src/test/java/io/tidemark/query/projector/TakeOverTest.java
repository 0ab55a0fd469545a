package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseFrame;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TakeOverTest {

    private static final String QUICK = "--tidemark.projector.claim-timeout=1s";

    private final String database = TestDatabase.create();
    private final QueryNode first = QueryNode.on(database, QUICK);
    private final QueryNode second = QueryNode.on(database, QUICK);

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void one_process_projects_for_all_and_when_it_goes_another_does() {
        try (var here = first.stream("ann").open();
                var there = second.stream("ann").open()) {
            assertThat(List.of(here.await("sync"), there.await("sync"))).hasSize(2);
            first.append(SavedReply.many("ann", 10));
            long last = second.append(SavedReply.many("ann", 10));
            assertThat(positions(here.changes(20))).isEqualTo(upTo(last));
            assertThat(positions(there.changes(20))).isEqualTo(upTo(last));
            assertThat(Stream.of(first, second).filter(TakeOverTest::projects)).hasSize(1);
        }
        var projecting = projects(first) ? first : second;
        var other = projecting == first ? second : first;
        try (var stream = other.stream("ann").from(other.cursor(0)).open()) {
            projecting.append(SavedReply.many("ann", 5));
            projecting.close();
            long last = other.append(SavedReply.many("ann", 5));
            assertThat(positions(stream.changes(30))).isEqualTo(upTo(last));
        }
        assertThat(Projected.on(other).replies()).hasSize(30);
    }

    private static boolean projects(QueryNode node) {
        return !node.bean(PooledStreamingEventProcessor.class)
                .processingStatus()
                .isEmpty();
    }

    private static List<Long> positions(List<SseFrame> frames) {
        return frames.stream().map(SseFrame::position).toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
