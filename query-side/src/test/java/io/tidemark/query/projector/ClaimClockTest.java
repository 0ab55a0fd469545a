package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.TestDatabase;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process whose clock is wrong neither keeps a claim for longer than others nor loses it to them. */
class ClaimClockTest {

    private final String database = TestDatabase.create();

    @AfterEach
    void restore() {
        AbstractTokenEntry.clock = Clock.systemUTC();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void claims_go_by_the_clock_of_the_database(long hours) {
        AbstractTokenEntry.clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
        try (var node = QueryNode.on(database);
                var stream = node.stream("ann").open()) {
            stream.await("sync");
            node.append(SavedReply.many("ann", 5));
            assertThat(stream.changes(5)).hasSize(5);
            assertThat(secondsSinceTheClaim()).isBetween(-60L, 60L);
        }
    }

    private long secondsSinceTheClaim() {
        return JdbcClient.create(TestDatabase.dataSource(database))
                .sql("SELECT extract(epoch FROM clock_timestamp() - timestamp::timestamptz)::int8 FROM token_entry"
                        + " WHERE processor_name = 'projector'")
                .query(Long.class)
                .single();
    }
}
