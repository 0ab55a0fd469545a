package io.tidemark.query.feed.live;

/** A query whose subscription follows one channel. */
public interface ChannelQuery {

    String channel();
}
