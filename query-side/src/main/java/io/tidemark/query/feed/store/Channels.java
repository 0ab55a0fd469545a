package io.tidemark.query.feed.store;

/** The names of channels. A channel is whose stream it is. */
public final class Channels {

    private Channels() {}

    /** The channel of all that concerns a user. */
    public static String of(String user) {
        return "user:" + user;
    }
}
