/** The command side. */
@NullMarked
package io.tidemark.command;

import org.jspecify.annotations.NullMarked;
