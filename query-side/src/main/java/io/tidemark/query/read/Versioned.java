package io.tidemark.query.read;

/** A resource as a read answers it, with the version that its {@code ETag} names. */
public interface Versioned {

    long version();
}
