package io.tidemark.query.feed.store;

/**
 * A summary of a channel's entries after a position, from one snapshot.
 *
 * @param head the position up to which the feed is complete
 * @param removed whether some of the entries were removed
 * @param ahead whether the position is beyond the end of the log
 * @param missed how many entries there are; if some types are requested, how many of the entries that were looked at
 * @param many whether there are more entries, of all types, than were looked at
 */
public record MissedEvents(long head, boolean removed, boolean ahead, long missed, boolean many) {}
