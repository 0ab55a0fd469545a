package io.tidemark.query.stream.lifetime;

/**
 * The streams that a process holds.
 *
 * @param users of how many users
 * @param connections how many
 */
public record StreamLoad(int users, int connections) {}
