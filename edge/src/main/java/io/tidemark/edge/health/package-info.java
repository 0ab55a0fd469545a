/** Health checks, which anybody may send. */
@NullMarked
package io.tidemark.edge.health;

import org.jspecify.annotations.NullMarked;
