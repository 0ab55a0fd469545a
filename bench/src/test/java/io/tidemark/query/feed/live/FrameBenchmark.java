package io.tidemark.query.feed.live;

import io.tidemark.query.feed.store.FeedEntry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One entry written as a frame. */
@State(Scope.Benchmark)
public class FrameBenchmark {

    private final FrameEncoder encoder = CreatedEntry.encoder();
    private final FeedEntry entry = CreatedEntry.entry();

    @Benchmark
    public Frame frame() {
        return encoder.frame(entry);
    }
}
