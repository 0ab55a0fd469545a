package io.tidemark.query.read;

import java.util.stream.Stream;

/** What a slice adds to a user's snapshot. */
public interface SnapshotPart {

    /** The field of the snapshot that it fills. */
    String name();

    /** The user's rows that were created before a position, the newest first, up to a number. The caller closes it. */
    Stream<? extends View<?>> of(String user, PageBounds page);
}
