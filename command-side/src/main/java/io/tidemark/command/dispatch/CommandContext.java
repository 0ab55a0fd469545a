package io.tidemark.command.dispatch;

import io.tidemark.db.append.Deadline;
import io.tidemark.db.axon.ConsistencyPosition;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** What became of one command: it travels with it as metadata, and never reaches an event. */
class CommandContext {

    static final String KEY = "outcome";

    private final Deadline deadline;
    private @Nullable CommandResultMessage<?> answer;
    private @Nullable ConsistencyPosition consistency;

    CommandContext(Deadline deadline) {
        this.deadline = deadline;
    }

    /** Lets each command's outcome see how far its unit of work came, and that know how long the outcome is waited for. */
    static class Interceptor implements MessageHandlerInterceptor<CommandMessage<?>> {

        @Override
        public Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain) throws Exception {
            if (unit.getMessage().getMetaData().get(KEY) instanceof CommandContext context) {
                context.deadline.limit(unit);
                unit.afterCommit(committed ->
                        context.consistency = ConsistencyPosition.in(committed).orElse(null));
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
        if (consistency == null) {
            throw new IllegalStateException("the command neither read nor wrote an event");
        }
        return consistency;
    }
}
