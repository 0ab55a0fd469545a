/** The side that decides. */
@NullMarked
package io.tidemark.command;

import org.jspecify.annotations.NullMarked;
