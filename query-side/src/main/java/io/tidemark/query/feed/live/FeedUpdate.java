package io.tidemark.query.feed.live;

import java.util.List;
import org.axonframework.queryhandling.GenericSubscriptionQueryUpdateMessage;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;

/**
 * What a subscription is told: the next entries of its channel, in order.
 *
 * @param overflowed entries were left out before these, because the subscriber was slow or they may be gone: it has to read
 *     the feed
 */
public record FeedUpdate(List<Frame> frames, boolean overflowed) {

    /** As the bus has it. */
    SubscriptionQueryUpdateMessage<FeedUpdate> asMessage() {
        return GenericSubscriptionQueryUpdateMessage.asUpdateMessage(this);
    }
}
