package io.tidemark.query.feed.live;

import io.tidemark.query.feed.store.FeedTuning;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericSubscriptionQueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryMessage;
import org.axonframework.queryhandling.UpdateHandlerRegistration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One frame offered to all who follow a channel, each of whom takes it at once. */
@State(Scope.Benchmark)
public class FanOutBenchmark {

    private static final int ANY_BUFFER = 1;

    private final ChannelUpdateEmitter updates = new ChannelUpdateEmitter(FeedTuning.DEFAULT);
    private final Frame frame = CreatedEntry.encoder().frame(CreatedEntry.entry());
    private long taken;

    @Param({"1", "100", "1000"})
    private int subscribers;

    private record ByChannel(String channel) implements ChannelQuery {}

    @Setup
    public void follow() {
        for (int subscriber = 0; subscriber < subscribers; subscriber++) {
            UpdateHandlerRegistration<FeedUpdate> followed = updates.registerUpdateHandler(query(), ANY_BUFFER);
            followed.getUpdates()
                    .subscribe(update -> taken += update.getPayload().frames().size());
        }
    }

    private static SubscriptionQueryMessage<ByChannel, String, FeedUpdate> query() {
        return new GenericSubscriptionQueryMessage<>(
                new ByChannel(CreatedEntry.CHANNEL),
                ResponseTypes.instanceOf(String.class),
                ResponseTypes.instanceOf(FeedUpdate.class));
    }

    @Benchmark
    public long emit() {
        updates.emit(frame);
        return taken;
    }
}
