/** What every event has in common, and the names under which clients know them. */
@NullMarked
package io.tidemark.events;

import org.jspecify.annotations.NullMarked;
