package io.tidemark.edge.http.entry;

/** How many connections this process takes at once. */
public record ConnectionCap(int most) {}
