/** Rebuilds the read models from the log: as a shadow to compare with the running ones, or in place. */
@NullMarked
package io.tidemark.query.replay;

import org.jspecify.annotations.NullMarked;
