package io.tidemark.standalone;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** The lines of the security log from now on. */
final class SecurityLogLines implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("tidemark.security");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };

    SecurityLogLines() {
        appender.start();
        logger.addAppender(appender);
    }

    List<String> all() {
        return lines;
    }

    List<String> with(String part) {
        return lines.stream().filter(has(part)).toList();
    }

    private static Predicate<String> has(String part) {
        return line -> line.contains(part);
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
    }
}
