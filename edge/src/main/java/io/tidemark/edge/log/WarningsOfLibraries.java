package io.tidemark.edge.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Lets a few warnings and errors of each library's logger through per minute, and counts the others. Clients can provoke them
 * at any rate. What Tidemark itself says is never left out.
 */
class WarningsOfLibraries extends Filter<ILoggingEvent> {

    static final int PER_MINUTE = 10;

    static final LongAdder LEFT_OUT = new LongAdder();

    private static final String OWN = "io.tidemark.";
    private static final String OWN_BY_NAME = "tidemark.";

    private final Map<String, Minute> latest = new ConcurrentHashMap<>();

    /** How many lines a logger had in a minute. */
    private record Minute(long number, int lines) {

        Minute next(long now) {
            return now == number ? new Minute(number, lines + 1) : new Minute(now, 1);
        }
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.WARN) || isOwn(event.getLoggerName())) {
            return FilterReply.NEUTRAL;
        }
        long now = TimeUnit.MILLISECONDS.toMinutes(event.getTimeStamp());
        var minute = latest.merge(event.getLoggerName(), new Minute(now, 1), (before, first) -> before.next(now));
        if (minute.lines() <= PER_MINUTE) {
            return FilterReply.NEUTRAL;
        }
        LEFT_OUT.increment();
        return FilterReply.DENY;
    }

    private static boolean isOwn(String logger) {
        return logger.startsWith(OWN) || logger.startsWith(OWN_BY_NAME);
    }
}
