package io.tidemark.command.dispatch;

import io.tidemark.db.append.Deadline;
import io.tidemark.db.axon.ConsistencyPosition;
import io.tidemark.db.axon.LogContext;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt at a command takes along and brings back. The bus hands on nothing but the message, so it travels as
 * metadata to the unit of work; it never reaches an event.
 */
class CommandContext {

    static final String KEY = "context";

    private final LogContext log;
    private @Nullable CommandResultMessage<?> answer;

    CommandContext(Deadline deadline) {
        log = new LogContext(deadline);
    }

    /** Makes the log go by the deadline of each command, and tell how far it came. */
    static class Interceptor implements MessageHandlerInterceptor<CommandMessage<?>> {

        @Override
        public Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain) throws Exception {
            if (unit.getMessage().getMetaData().get(KEY) instanceof CommandContext context) {
                context.log.attachTo(unit);
            }
            return chain.proceed();
        }
    }

    void answered(CommandResultMessage<?> result) {
        answer = result;
    }

    /** What the handler returned; throws what it threw. */
    @SuppressWarnings("unchecked")
    <T> Versioned<T> result() {
        if (answer == null) {
            throw new IllegalStateException("the command bus did not answer on the calling thread");
        }
        if (answer.isExceptional()) {
            throw asUnchecked(answer.exceptionResult());
        }
        return (Versioned<T>) answer.getPayload();
    }

    private static RuntimeException asUnchecked(Throwable failure) {
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    ConsistencyPosition reached() {
        return log.position()
                .orElseThrow(() -> new IllegalStateException("the command neither read nor wrote an event"));
    }
}
