/** What can happen to a business. */
@NullMarked
package io.tidemark.events.business;

import org.jspecify.annotations.NullMarked;
