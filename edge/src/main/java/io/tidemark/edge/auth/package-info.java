/** Who calls, and what callers may do. */
@NullMarked
package io.tidemark.edge.auth;

import org.jspecify.annotations.NullMarked;
