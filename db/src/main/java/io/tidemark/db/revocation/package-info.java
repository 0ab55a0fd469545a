/** Tokens and users that are refused before their time, as all processes on the database know them. */
@NullMarked
package io.tidemark.db.revocation;

import org.jspecify.annotations.NullMarked;
