package io.tidemark.edge.log;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** A message in one line. Only the reports of why a process does not start keep their lines: no stranger speaks in them. */
class EscapedMessage extends MessageConverter {

    private static final String REPORTS_OF_STARTS = "org.springframework.boot.";

    @Override
    public String convert(ILoggingEvent event) {
        var message = String.valueOf(super.convert(event));
        return event.getLoggerName().startsWith(REPORTS_OF_STARTS) ? message : LogText.escaped(message);
    }
}
