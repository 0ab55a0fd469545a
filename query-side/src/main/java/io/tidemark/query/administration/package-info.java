/** What administrators do, as events that auditors read. */
@NullMarked
package io.tidemark.query.administration;

import org.jspecify.annotations.NullMarked;
