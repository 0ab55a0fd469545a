/** What slices refuse, without a word of HTTP. */
@NullMarked
package io.tidemark.edge.refusal;

import org.jspecify.annotations.NullMarked;
