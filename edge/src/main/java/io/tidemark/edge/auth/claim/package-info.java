/** What the claims of a verified token say of its caller. */
@NullMarked
package io.tidemark.edge.auth.claim;

import org.jspecify.annotations.NullMarked;
