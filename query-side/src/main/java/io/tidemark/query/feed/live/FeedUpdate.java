package io.tidemark.query.feed.live;

import java.util.List;
import org.axonframework.queryhandling.GenericSubscriptionQueryUpdateMessage;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;

/**
 * An update of a subscription: the next entries of its channel, in order.
 *
 * @param overflowed entries before these were left out, because the subscriber was slow or they may be removed. It
 *     has to read the feed
 */
public record FeedUpdate(List<Frame> frames, boolean overflowed) {

    /** As a message of the query bus. */
    SubscriptionQueryUpdateMessage<FeedUpdate> asMessage() {
        return GenericSubscriptionQueryUpdateMessage.asUpdateMessage(this);
    }
}
