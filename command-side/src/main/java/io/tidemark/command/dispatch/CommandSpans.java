package io.tidemark.command.dispatch;

import io.micrometer.tracing.Span;
import io.tidemark.db.axon.ConsistencyPosition;
import io.tidemark.db.axon.LogContext;
import io.tidemark.db.log.EventMetaData;
import io.tidemark.edge.trace.Spans;
import io.tidemark.edge.trace.TraceParent;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Starts a span for each command of a sampled trace, which is the parent in its events, and under it a span for the
 * wait until they are on disk.
 */
class CommandSpans implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final Spans spans;

    CommandSpans(Spans spans) {
        this.spans = spans;
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain) throws Exception {
        var command = unit.getMessage();
        var span = spans.begin("command " + command.getPayloadType().getSimpleName(), (String)
                command.getMetaData().get(EventMetaData.TRACEPARENT));
        if (!span.isNoop()) {
            follow(unit, span);
        }
        return chain.proceed();
    }

    private void follow(UnitOfWork<? extends CommandMessage<?>> unit, Span span) {
        var place = TraceParent.of(span).toString();
        unit.transformMessage(command -> command.andMetaData(Map.of(EventMetaData.TRACEPARENT, place)));
        unit.onPrepareCommit(decided -> followAppend(decided, spans.begin("append", place)));
        unit.onCleanup(done -> end(span, done));
    }

    /** Ends before the command's span. There is none if nothing was written. */
    private static void followAppend(UnitOfWork<?> unit, Span append) {
        unit.onCommit(kept -> {
            if (LogContext.of(kept)
                    .flatMap(LogContext::position)
                    .filter(ConsistencyPosition::wrote)
                    .isPresent()) {
                append.end();
            } else {
                append.abandon();
            }
        });
        unit.onRollback(refused -> end(append, refused));
    }

    private static void end(Span span, UnitOfWork<?> unit) {
        var result = unit.getExecutionResult();
        if (result != null && result.isExceptionResult()) {
            span.error(result.getExceptionResult());
        }
        span.end();
    }
}
