package io.tidemark.query.audit;

import java.util.List;

/**
 * A piece of the log.
 *
 * @param events those that were asked for
 * @param reached there are no others up to here
 */
record Stretch(List<LoggedEvent> events, long reached) {}
