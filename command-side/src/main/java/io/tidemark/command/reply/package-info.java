/** Decides about saved replies: texts that a user keeps to use again. Only the owner sees or changes them. */
@NullMarked
package io.tidemark.command.reply;

import org.jspecify.annotations.NullMarked;
