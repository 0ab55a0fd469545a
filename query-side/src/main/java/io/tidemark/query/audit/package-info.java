/** Who did what, when: the history as it was recorded, how things stood then, and the read models built from it again. */
@NullMarked
package io.tidemark.query.audit;

import org.jspecify.annotations.NullMarked;
