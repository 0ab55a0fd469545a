/** Decides about businesses: what a user sells their products under. Only the owner sees or changes them. */
@NullMarked
package io.tidemark.command.business;

import org.jspecify.annotations.NullMarked;
