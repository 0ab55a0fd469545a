package io.tidemark.query.feed.live;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.queryhandling.SubscriptionQueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * The updates of one subscription. What the subscriber has not asked for yet waits here, up to a number of bytes; beyond
 * it is forgotten, and the subscriber is told so. The subscriber may come any time after the first update.
 */
class ChannelSubscription {

    private final SubscriptionQueryMessage<?, ?, ?> query;
    private final int maxPendingBytes;
    private List<Frame> pending = new ArrayList<>();
    private int pendingBytes;
    private boolean overflowed;
    private boolean completed;
    private @Nullable FluxSink<SubscriptionQueryUpdateMessage<FeedUpdate>> sink;

    ChannelSubscription(SubscriptionQueryMessage<?, ?, ?> query, int maxPendingBytes) {
        this.query = query;
        this.maxPendingBytes = maxPendingBytes;
    }

    SubscriptionQueryMessage<?, ?, ?> query() {
        return query;
    }

    /** The updates, to whoever subscribes first. Nothing is pushed that was not asked for. */
    Flux<SubscriptionQueryUpdateMessage<FeedUpdate>> updates() {
        return Flux.create(
                subscriber -> {
                    attach(subscriber);
                    subscriber.onRequest(more -> flush());
                },
                FluxSink.OverflowStrategy.IGNORE);
    }

    private synchronized void attach(FluxSink<SubscriptionQueryUpdateMessage<FeedUpdate>> subscriber) {
        sink = subscriber;
        if (completed) {
            subscriber.complete();
        }
    }

    /**
     * Whoever waits for it is given it, however large it is.
     *
     * @param alone the frame as an update, for all those who are told of nothing else with it
     */
    synchronized void offer(Frame frame, SubscriptionQueryUpdateMessage<FeedUpdate> alone) {
        if (overflowed) {
            return; // What was left out has to be read from the feed, and this comes after it.
        }
        if (pending.isEmpty() && sink != null && sink.requestedFromDownstream() > 0) {
            sink.next(alone);
            return;
        }
        pending.add(frame);
        pendingBytes += frame.bytes().length;
        flush();
        if (pendingBytes > maxPendingBytes) {
            forget();
        }
    }

    /** Tells the subscriber that it has to read the feed. */
    synchronized void overflow() {
        forget();
        flush();
    }

    private synchronized void forget() {
        pending = new ArrayList<>();
        overflowed = true;
    }

    /** Hands over all that waits as one update, if one is asked for. */
    private synchronized void flush() {
        if (sink == null || sink.requestedFromDownstream() == 0 || (pending.isEmpty() && !overflowed)) {
            return;
        }
        var update = new FeedUpdate(pending, overflowed);
        pending = new ArrayList<>();
        pendingBytes = 0;
        overflowed = false;
        sink.next(update.asMessage());
    }

    synchronized void complete() {
        completed = true;
        if (sink != null) {
            sink.complete();
        }
    }

    synchronized void fail(Throwable cause) {
        if (sink != null) {
            sink.error(cause);
        }
    }
}
