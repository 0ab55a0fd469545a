/** Both sides in one process. */
@NullMarked
package io.tidemark.standalone;

import org.jspecify.annotations.NullMarked;
