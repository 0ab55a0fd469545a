/** Prices: amounts in a currency, without rounding. */
@NullMarked
package io.tidemark.command.money;

import org.jspecify.annotations.NullMarked;
