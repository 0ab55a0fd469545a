/** Tools that tests of several modules share. They know nothing of Tidemark but its HTTP. */
@NullMarked
package io.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
