package io.tidemark.query.feed.live;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.queryhandling.SubscriptionQueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * The updates of one subscription. Frames that the subscriber has not requested yet wait here, up to a number of bytes.
 * Beyond that they are dropped, and the next update says so. The subscriber may subscribe after the first update.
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

    /** The updates, for one subscriber. It receives only what it requests. */
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
     * Emits the frame if the subscriber has requested it, however large it is; otherwise keeps it.
     *
     * @param alone the frame as an update of its own, shared by all subscribers that receive no other frame with it
     */
    synchronized void offer(Frame frame, SubscriptionQueryUpdateMessage<FeedUpdate> alone) {
        if (overflowed) {
            return; // The subscriber has to read the dropped frames from the feed, and reads this one there too.
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

    /** Emits all waiting frames as one update, if one is requested. */
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
