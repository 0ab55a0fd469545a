/** What can happen to a product. */
@NullMarked
package io.tidemark.events.product;

import org.jspecify.annotations.NullMarked;
