/** Blocking users, for administrators. */
@NullMarked
package io.tidemark.query.revocation;

import org.jspecify.annotations.NullMarked;
