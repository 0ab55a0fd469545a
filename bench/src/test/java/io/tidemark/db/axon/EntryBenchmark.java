package io.tidemark.db.axon;

import io.tidemark.db.LogFixture;
import io.tidemark.db.append.CreatedReply;
import io.tidemark.db.log.EventMessageConverter;
import org.axonframework.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One event made into a row of the log. */
@State(Scope.Benchmark)
public class EntryBenchmark {

    private final Serializer serializer = LogFixture.serializer();
    private final CreatedReply reply = new CreatedReply();

    @Benchmark
    public Object entry() {
        return EventMessageConverter.of(reply.message(), serializer);
    }
}
