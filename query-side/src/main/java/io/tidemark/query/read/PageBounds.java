package io.tidemark.query.read;

/**
 * Which rows of a list are a page, the newest first.
 *
 * @param limit how many rows it has at most
 * @param before the position before which each row was created
 */
public record PageBounds(int limit, long before) {}
