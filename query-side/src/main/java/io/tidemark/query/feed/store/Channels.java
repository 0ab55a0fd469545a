package io.tidemark.query.feed.store;

/** The names of channels. Each user has one channel. */
public final class Channels {

    private Channels() {}

    /** The channel of the events that concern a user. */
    public static String of(String user) {
        return "user:" + user;
    }
}
