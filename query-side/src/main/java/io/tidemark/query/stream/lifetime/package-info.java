/** How many streams there are, how long each lasts, and why it ends. */
@NullMarked
package io.tidemark.query.stream.lifetime;

import org.jspecify.annotations.NullMarked;
