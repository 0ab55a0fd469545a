package io.tidemark.query.read;

import java.util.List;

/** What a slice adds to a user's snapshot. */
public interface SnapshotPart {

    /** The field of the snapshot that it fills. */
    String name();

    /** All that is the user's, as lists answer it, up to a number of rows. */
    List<?> of(String user, int limit);
}
