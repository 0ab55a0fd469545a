/** The security log: which requests were refused and who read what belongs to others. */
@NullMarked
package io.tidemark.edge.security;

import org.jspecify.annotations.NullMarked;
