package io.tidemark.command.dispatch;

import io.tidemark.command.dispatch.pool.CommandPool;
import io.tidemark.command.quota.Quotas;
import io.tidemark.db.append.Deadline;
import io.tidemark.db.append.DuplicateCommandException;
import java.util.function.Function;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The one bridge from WebFlux to Axon. Axon's local command bus decides on the calling thread and waits there for the
 * disk, so each command first moves to a bounded pool, when it is the turn of its aggregate and its user.
 *
 * <p>Each method completes when the command's events are on disk, or fails at the deadline. A command that was not
 * sent to the log by then is never sent. An idempotency key belongs to the request's target and body.
 */
@Component
public class CommandDispatcher {

    private final CommandSender sender;
    private final FirstAnswers answers;
    private final CommandPool pool;
    private final Quotas quotas;

    CommandDispatcher(CommandSender sender, FirstAnswers answers, CommandPool pool, Quotas quotas) {
        this.sender = sender;
        this.answers = answers;
        this.pool = pool;
        this.quotas = quotas;
    }

    /** Executes a command. If its key was used before, returns the first answer again. */
    public <T> Mono<CommandResult<T>> dispatch(
            CommandRequest request, Object body, Object command, History<T> history) {
        return Mono.defer(() -> dispatch(request, body, command, history, newDeadline()));
    }

    /** The same for steps that share one deadline. */
    public <T> Mono<CommandResult<T>> dispatch(
            CommandRequest request, Object body, Object command, History<T> history, Deadline deadline) {
        return inTime(
                new Dispatch<>(request, body, command, history, deadline),
                dispatch -> answers.find(dispatch).orElseGet(() -> send(dispatch)));
    }

    /**
     * Executes a creation. A creation depends on nothing before it, so receipts are read only if the log already has
     * the command or the id. The same creation with the same id returns the first answer again.
     */
    public <T> Mono<CommandResult<T>> create(
            CommandRequest request, Object body, Creation<T> creation, History<T> history) {
        return Mono.defer(() -> inTime(
                new Dispatch<>(request, body, creation, history, newDeadline()),
                dispatch -> create(dispatch, creation)));
    }

    /** The deadline of a command that is sent now. */
    public Deadline newDeadline() {
        return pool.newDeadline();
    }

    private <T> Mono<CommandResult<T>> inTime(Dispatch<T> dispatch, Function<Dispatch<T>, CommandResult<T>> work) {
        return pool.call(
                CommandTargets.of(dispatch.command()),
                dispatch.request().actor(),
                dispatch.deadline(),
                () -> work.apply(dispatch));
    }

    private <T> CommandResult<T> create(Dispatch<T> dispatch, Creation<T> creation) {
        var full = quotas.take(creation.quota(), dispatch.request().actor());
        if (full.isPresent()) { // A retry of what was accepted is answered all the same.
            return answers.find(dispatch)
                    .or(() -> answers.ofEarlierCreation(dispatch, creation))
                    .orElseThrow(full::orElseThrow);
        }
        try {
            return send(dispatch);
        } catch (AggregateStreamCreationException taken) {
            return answers.ofCreation(dispatch, creation);
        }
    }

    private <T> CommandResult<T> send(Dispatch<T> dispatch) {
        try {
            return sender.send(dispatch);
        } catch (DuplicateCommandException done) {
            return answers.find(dispatch).orElseThrow(() -> done);
        }
    }
}
