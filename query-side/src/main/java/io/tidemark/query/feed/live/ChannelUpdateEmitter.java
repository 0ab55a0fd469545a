package io.tidemark.query.feed.live;

import io.tidemark.query.feed.store.FeedTuning;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SubscriptionQueryBackpressure;
import org.axonframework.queryhandling.SubscriptionQueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;
import org.axonframework.queryhandling.UpdateHandlerRegistration;
import org.springframework.stereotype.Component;

/**
 * Axon's update emitter, indexed by channel: the cost of an update depends only on the subscribers of its channel. What
 * waits for a slow subscriber is bounded in bytes; see {@link ChannelSubscription}.
 */
@Component
public class ChannelUpdateEmitter implements QueryUpdateEmitter {

    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final int maxPendingBytes;

    ChannelUpdateEmitter(FeedTuning tuning) {
        this.maxPendingBytes = tuning.pendingBytes();
    }

    /** The subscribers of one channel in this process. Removed with the last one. */
    private static class Channel {

        private final Set<ChannelSubscription> subscriptions = ConcurrentHashMap.newKeySet();
        private volatile long lastOffered;
    }

    /** Whether the channel has a subscriber in this process. */
    boolean isFollowed(String channel) {
        return channels.containsKey(channel);
    }

    /** Offers an entry to all subscribers of its channel. */
    void emit(Frame frame) {
        var channel = channels.get(frame.entry().channel());
        if (channel != null) {
            channel.lastOffered = frame.entry().position();
            var alone = new FeedUpdate(List.of(frame), false).asMessage();
            channel.subscriptions.forEach(subscription -> tell(subscription, each -> each.offer(frame, alone)));
        }
    }

    /**
     * Tells all subscribers that entries up to a position were not offered, and may be removed. Each has to read the
     * feed.
     */
    void leaveOut(long upTo) {
        channels.values().forEach(channel -> {
            channel.lastOffered = Math.max(channel.lastOffered, upTo);
            channel.subscriptions.forEach(subscription -> tell(subscription, ChannelSubscription::overflow));
        });
    }

    /** A failure of one subscriber does not affect the others. */
    private static void tell(ChannelSubscription subscription, Consumer<ChannelSubscription> news) {
        try {
            news.accept(subscription);
        } catch (RuntimeException failure) {
            subscription.fail(failure);
        }
    }

    /**
     * The position of the last entry that was offered to the channel's subscribers or left out; 0 if there was none.
     */
    public long lastOffered(String channel) {
        var followed = channels.get(channel);
        return followed == null ? 0 : followed.lastOffered;
    }

    @Override
    public <U> UpdateHandlerRegistration<U> registerUpdateHandler(
            SubscriptionQueryMessage<?, ?, ?> query, int updateBufferSize) {
        var name = channelOf(query);
        var subscription = new ChannelSubscription(query, maxPendingBytes);
        channels.compute(name, (key, channel) -> {
            var followed = channel == null ? new Channel() : channel;
            followed.subscriptions.add(subscription);
            return followed;
        });
        Registration registration = () -> remove(name, subscription);
        return registration(registration, subscription);
    }

    @SuppressWarnings("unchecked") // All updates are updates of the feed.
    private static <U> UpdateHandlerRegistration<U> registration(
            Registration registration, ChannelSubscription subscription) {
        var updates = subscription.updates().doFinally(ended -> registration.cancel());
        return (UpdateHandlerRegistration<U>)
                new UpdateHandlerRegistration<>(registration, updates, subscription::complete);
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // Axon deprecates it.
    public <U> UpdateHandlerRegistration<U> registerUpdateHandler(
            SubscriptionQueryMessage<?, ?, ?> query, SubscriptionQueryBackpressure backpressure, int updateBufferSize) {
        return registerUpdateHandler(query, updateBufferSize);
    }

    private boolean remove(String name, ChannelSubscription subscription) {
        var removed = new boolean[1];
        channels.computeIfPresent(name, (key, channel) -> {
            removed[0] = channel.subscriptions.remove(subscription);
            return channel.subscriptions.isEmpty() ? null : channel;
        });
        return removed[0];
    }

    private static String channelOf(SubscriptionQueryMessage<?, ?, ?> query) {
        if (query.getPayload() instanceof ChannelQuery channelQuery) {
            return channelQuery.channel();
        }
        throw new IllegalArgumentException("only a ChannelQuery can be subscribed to, not " + query.getPayloadType());
    }

    @Override
    public boolean queryUpdateHandlerRegistered(SubscriptionQueryMessage<?, ?, ?> query) {
        var channel = channels.get(channelOf(query));
        return channel != null
                && channel.subscriptions.stream()
                        .anyMatch(each -> each.query().getIdentifier().equals(query.getIdentifier()));
    }

    /** Not supported: subscribers receive only entries of the feed. */
    @Override
    public <U> void emit(
            Predicate<SubscriptionQueryMessage<?, ?, U>> filter, SubscriptionQueryUpdateMessage<U> update) {
        throw new UnsupportedOperationException("only the feed emits updates");
    }

    @Override
    public void complete(Predicate<SubscriptionQueryMessage<?, ?, ?>> filter) {
        forEach(filter, ChannelSubscription::complete);
    }

    @Override
    public void completeExceptionally(Predicate<SubscriptionQueryMessage<?, ?, ?>> filter, Throwable cause) {
        forEach(filter, subscription -> subscription.fail(cause));
    }

    private void forEach(Predicate<SubscriptionQueryMessage<?, ?, ?>> filter, Consumer<ChannelSubscription> action) {
        subscriptions().filter(each -> filter.test(each.query())).forEach(action);
    }

    @Override
    public Set<SubscriptionQueryMessage<?, ?, ?>> activeSubscriptions() {
        return subscriptions().map(ChannelSubscription::query).collect(Collectors.toSet());
    }

    private Stream<ChannelSubscription> subscriptions() {
        return channels.values().stream().flatMap(channel -> channel.subscriptions.stream());
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super SubscriptionQueryUpdateMessage<?>> interceptor) {
        throw new UnsupportedOperationException("updates are shared by all subscribers and cannot be intercepted");
    }
}
