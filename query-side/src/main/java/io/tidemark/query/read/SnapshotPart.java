package io.tidemark.query.read;

import java.util.stream.Stream;

/** A slice's part of a user's snapshot. */
public interface SnapshotPart {

    /** The name of its field in the snapshot. */
    String name();

    /** The user's rows that were created before a position, the newest first, up to a number. The caller closes it. */
    Stream<? extends View<?>> of(String user, PageBounds page);
}
