/** Loads a running Tidemark over real HTTP, runs its hot pieces by themselves, and prints what it measures. */
@NullMarked
package io.tidemark.bench;

import org.jspecify.annotations.NullMarked;
