package io.tidemark.query.read;

/**
 * Which rows of a list are a page, the newest change first.
 *
 * @param limit how many rows it has at most
 * @param before the position before which the last change of each row is
 */
public record PageBounds(int limit, long before) {}
