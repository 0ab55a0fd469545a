package io.tidemark.db.revocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token or a user that is refused.
 *
 * @param sequence the number of the change
 * @param tokenId the token; null for all tokens of the user
 * @param until the end of the token; for a user, the time until which tokens were issued that are refused
 * @param blocked whether all tokens of the user are refused
 */
record Revocation(long sequence, String user, @Nullable String tokenId, Instant until, boolean blocked) {}
