package io.tidemark.db.revocation;

import java.time.Instant;

/**
 * A user whom an administrator shut out.
 *
 * @param blocked whether all tokens are refused, or only those issued until a time
 * @param tokensUntil the time until which tokens were issued that are refused
 * @param changedBy who changed that last
 */
public record ShutOutUser(String name, boolean blocked, Instant tokensUntil, String changedBy, Instant changedAt) {}
