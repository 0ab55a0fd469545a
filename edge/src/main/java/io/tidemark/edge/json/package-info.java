/** JSON, merge patches and text as they come off the wire. */
@NullMarked
package io.tidemark.edge.json;

import org.jspecify.annotations.NullMarked;
