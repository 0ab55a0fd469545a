/** Loads a running Tidemark over real HTTP, and prints what it measures. */
@NullMarked
package io.tidemark.bench;

import org.jspecify.annotations.NullMarked;
