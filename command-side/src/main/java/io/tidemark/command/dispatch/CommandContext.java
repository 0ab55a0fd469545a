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
 * The input and output of one attempt at a command, besides the command. The bus passes on only the message, so this
 * travels in its metadata to the unit of work. It never reaches an event.
 */
class CommandContext {

    static final String KEY = "context";

    private final LogContext log;
    private @Nullable CommandResultMessage<?> answer;

    CommandContext(Deadline deadline) {
        log = new LogContext(deadline);
    }

    /** Gives the log the deadline of each command, and takes the position from the log. */
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

    /** Returns the handler's result, or throws its exception. */
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
