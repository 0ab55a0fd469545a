/** The read models built from the log again: beside the running ones to compare them, or in their place. */
@NullMarked
package io.tidemark.query.replay;

import org.jspecify.annotations.NullMarked;
