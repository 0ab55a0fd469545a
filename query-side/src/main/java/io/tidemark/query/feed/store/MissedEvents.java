package io.tidemark.query.feed.store;

/**
 * What follows a position of a channel, at one moment.
 *
 * @param head the feed is complete up to here
 * @param removed whether some of it is not there any more
 * @param ahead whether the position is beyond all that ever happened
 * @param missed how many entries there are up to the head; of some types, how many among those that were looked at
 * @param many whether there are more entries, of whatever type, than were looked at
 */
public record MissedEvents(long head, boolean removed, boolean ahead, long missed, boolean many) {}
