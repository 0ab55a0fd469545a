/**
 * The event log: the shape of its rows, cursors in it, its epoch, and what this process appended last. It knows no
 * event.
 */
@NullMarked
package io.tidemark.db.log;

import org.jspecify.annotations.NullMarked;
