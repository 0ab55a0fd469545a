package io.tidemark.query.feed;

/** A query whose subscription follows one channel. */
public interface ChannelQuery {

    String channel();
}
