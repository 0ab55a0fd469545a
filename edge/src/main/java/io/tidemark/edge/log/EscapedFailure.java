package io.tidemark.edge.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A failure, its causes and what it suppressed, each with an escaped message. */
record EscapedFailure(IThrowableProxy failure) implements IThrowableProxy {

    static IThrowableProxy of(IThrowableProxy failure) {
        return new EscapedFailure(failure);
    }

    private static @Nullable String escaped(@Nullable String message) {
        return message == null ? null : LogText.escaped(message);
    }

    @Override
    public @Nullable String getMessage() {
        return escaped(failure.getMessage());
    }

    @Override
    public @Nullable String getOverridingMessage() {
        return escaped(failure.getOverridingMessage());
    }

    @Override
    public String getClassName() {
        return failure.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return failure.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
        return failure.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return failure.getCause() == null ? null : of(failure.getCause());
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return Arrays.stream(failure.getSuppressed()).map(EscapedFailure::of).toArray(IThrowableProxy[]::new);
    }

    @Override
    public boolean isCyclic() {
        return failure.isCyclic();
    }
}
