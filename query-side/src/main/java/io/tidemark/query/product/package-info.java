/** Products as the devices of their business's owner show them. */
@NullMarked
package io.tidemark.query.product;

import org.jspecify.annotations.NullMarked;
