package io.tidemark.db.append;

import io.tidemark.db.LogFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Creations of replies made into rows, with their receipts, and put on disk by one call, in a log of their own. */
@State(Scope.Benchmark)
public class AppendBenchmark {

    private final Serializer serializer = LogFixture.serializer();
    private final Connection session = session(LogFixture.newDatabase());

    @Param({"1", "16", "64"})
    private int events;

    private static Connection session(String url) {
        try {
            return LogFixture.sessions(url).openBounded("tidemark-appender", LogFixture.PROPERTIES.lockTimeout());
        } catch (SQLException failed) {
            throw new IllegalStateException("no session for appending", failed);
        }
    }

    @Benchmark
    public List<?> append() throws SQLException {
        var batch = Stream.generate(() -> new CreatedReply().pending(serializer))
                .limit(events)
                .toList();
        return new AppendStatement(session).execute(batch);
    }

    @TearDown
    public void disconnect() throws SQLException {
        session.close();
    }
}
