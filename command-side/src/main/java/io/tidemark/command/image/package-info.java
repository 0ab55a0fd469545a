/** Keeps pictures: takes them off the wire, sees what they are, and puts them where they stay. */
@NullMarked
package io.tidemark.command.image;

import org.jspecify.annotations.NullMarked;
