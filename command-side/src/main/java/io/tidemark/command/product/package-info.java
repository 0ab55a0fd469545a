/** Decides about products: what a business sells. Its owner changes them, a workflow reports what it made of them. */
@NullMarked
package io.tidemark.command.product;

import org.jspecify.annotations.NullMarked;
