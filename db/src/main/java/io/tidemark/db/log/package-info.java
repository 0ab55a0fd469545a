/**
 * The event log: its rows, its cursors, its epoch, and the recent events of this process. It knows no type of event.
 */
@NullMarked
package io.tidemark.db.log;

import org.jspecify.annotations.NullMarked;
