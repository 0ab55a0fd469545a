/** Who did what, and when: the history as it was recorded, and how things stood at a time. */
@NullMarked
package io.tidemark.query.audit;

import org.jspecify.annotations.NullMarked;
