/** Authentication and authorization of callers. */
@NullMarked
package io.tidemark.edge.auth;

import org.jspecify.annotations.NullMarked;
