/**
 * Decides about products: what a business sells. The owner of the business changes them, a workflow reports on them.
 */
@NullMarked
package io.tidemark.command.product;

import org.jspecify.annotations.NullMarked;
