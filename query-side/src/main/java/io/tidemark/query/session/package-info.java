/** Work sessions as their user's devices show them. */
@NullMarked
package io.tidemark.query.session;

import org.jspecify.annotations.NullMarked;
