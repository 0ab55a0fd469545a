/** The caller from the claims of a verified token. */
@NullMarked
package io.tidemark.edge.auth.claim;

import org.jspecify.annotations.NullMarked;
