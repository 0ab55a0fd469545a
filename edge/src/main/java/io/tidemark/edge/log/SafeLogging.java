package io.tidemark.edge.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.pattern.DynamicConverter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemFactory;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Spring Boot's usual log, whose settings all apply, with escaped texts and few warnings of libraries. */
final class SafeLogging extends LogbackLoggingSystem {

    private static final Map<String, Supplier<DynamicConverter<?>>> CONVERTERS = Map.of(
            "m", EscapedMessage::new,
            "msg", EscapedMessage::new,
            "message", EscapedMessage::new,
            "ex", EscapedTrace::new,
            "xEx", EscapedTrace::new,
            "wex", EscapedTrace::new,
            "wEx", EscapedTrace::new);

    SafeLogging(ClassLoader classLoader) {
        super(classLoader);
    }

    /** Found by its name in {@code META-INF/spring.factories}. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class Factory implements LoggingSystemFactory {

        @Override
        public LoggingSystem getLoggingSystem(ClassLoader classLoader) {
            return new SafeLogging(classLoader);
        }
    }

    @Override
    protected void loadDefaults(LoggingInitializationContext initialization, @Nullable LogFile file) {
        super.loadDefaults(initialization, file);
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        register(context);
        context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(SafeLogging::secure);
    }

    @SuppressWarnings("unchecked") // Logback keeps its registry as an object.
    private static void register(LoggerContext context) {
        var known = (Map<String, Supplier<DynamicConverter<?>>>)
                context.getObject(CoreConstants.PATTERN_RULE_REGISTRY_FOR_SUPPLIERS);
        var all = known == null ? new HashMap<String, Supplier<DynamicConverter<?>>>() : known;
        all.putAll(CONVERTERS);
        context.putObject(CoreConstants.PATTERN_RULE_REGISTRY_FOR_SUPPLIERS, all);
    }

    private static void secure(Appender<ILoggingEvent> appender) {
        var filter = new WarningsOfLibraries();
        filter.start();
        appender.addFilter(filter);
        if (appender instanceof OutputStreamAppender<ILoggingEvent> written
                && written.getEncoder() instanceof PatternLayoutEncoder pattern) {
            pattern.stop();
            pattern.start(); // Reads the pattern again, with the converters from here.
        }
    }
}
