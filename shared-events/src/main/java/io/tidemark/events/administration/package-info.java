/** What administrators did. */
@NullMarked
package io.tidemark.events.administration;

import org.jspecify.annotations.NullMarked;
