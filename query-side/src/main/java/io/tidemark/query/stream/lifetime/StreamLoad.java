package io.tidemark.query.stream.lifetime;

/**
 * The streams that a process holds.
 *
 * @param users how many users have a stream
 * @param connections how many streams there are streams there are streams there are streams there are
 */
public record StreamLoad(int users, int connections) {}
