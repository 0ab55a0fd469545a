/** Breaks a running Tidemark in every way that it has to withstand, and checks what it promises against its log. */
@NullMarked
package io.tidemark.resilience;

import org.jspecify.annotations.NullMarked;
