package io.tidemark.command.dispatch;

import io.tidemark.db.append.CommandReceipts;
import io.tidemark.db.append.Deadline;
import io.tidemark.db.append.DuplicateCommandException;
import io.tidemark.db.append.LogUnavailableException;
import io.tidemark.db.append.Receipt;
import io.tidemark.db.axon.ConsistencyPosition;
import io.tidemark.db.log.Epoch;
import io.tidemark.db.log.EventMetaData;
import io.tidemark.edge.limit.TimeLimiter;
import io.tidemark.edge.problem.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The one bridge from WebFlux to Axon. Axon's local command bus decides on the calling thread and waits there for the
 * disk, so each dispatch first moves to a bounded pool.
 */
@Component
public class CommandDispatcher {

    private final CommandBus commands;
    private final CommandReceipts receipts;
    private final Fingerprints fingerprints;
    private final Epoch epoch;
    private final TimeLimiter timeLimiter;
    private final Duration timeout;
    private final int attempts;

    CommandDispatcher(
            CommandBus commands,
            CommandReceipts receipts,
            Fingerprints fingerprints,
            Epoch epoch,
            TimeLimiter commandTimeLimiter,
            CommandProperties properties) {
        this.commands = commands;
        this.receipts = receipts;
        this.fingerprints = fingerprints;
        this.epoch = epoch;
        this.timeLimiter = commandTimeLimiter;
        this.timeout = properties.timeout();
        this.attempts = properties.attempts();
    }

    /** Tells again what an aggregate was at a version, for a command that was done before. */
    public interface History<T> {

        Versioned<T> at(String aggregateId, long version);
    }

    /**
     * Completes when the command's events are on disk, or fails when its time is up. Then a command that was not sent to the
     * log never is.
     *
     * @param body the request's body, which with the target makes out what the idempotency key stands for
     * @param command its handler returns a {@link Versioned}
     * @param history gives the first answer again when the key was used before
     */
    public <T> Mono<CommandResult<T>> dispatch(
            CommandRequest request, Object body, Object command, History<T> history) {
        return Mono.defer(() -> dispatch(request, body, command, history, newDeadline()));
    }

    /** The same as one part of an answer, all of whose parts share one patience. */
    public <T> Mono<CommandResult<T>> dispatch(
            CommandRequest request, Object body, Object command, History<T> history, Deadline deadline) {
        return Mono.defer(() ->
                timeLimiter.call(deadline.left(), () -> once(request, body, new Sent(command, deadline), history)));
    }

    /**
     * The same for a command that creates something: it depends on nothing that was before, so whether it was done already
     * is only found out when it is to be kept.
     */
    public <T> Mono<CommandResult<T>> create(
            CommandRequest request, Object body, Object command, History<T> history, Deadline deadline) {
        return Mono.defer(() -> timeLimiter.call(
                deadline.left(), () -> unlessDone(request, body, new Sent(command, deadline), history)));
    }

    /** That of whoever sent a request, beginning now. */
    public Deadline newDeadline() {
        return Deadline.of(timeout);
    }

    /** Answers from history instead: for a creation that turns out to have been done before. */
    public <T> Mono<CommandResult<T>> recall(
            CommandRequest request, String aggregateId, long version, History<T> history, Deadline deadline) {
        return Mono.defer(
                () -> timeLimiter.call(deadline.left(), () -> recall(request, aggregateId, version, history)));
    }

    private <T> CommandResult<T> recall(CommandRequest request, String aggregateId, long version, History<T> history) {
        var unit = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage(aggregateId));
        var then = unit.executeWithResult(() -> history.at(aggregateId, version));
        var consistency = ConsistencyPosition.in(unit).orElseThrow(Problem::notFound);
        return new CommandResult<>(then.getPayload(), epoch.at(consistency.position()), request.clientId(), false);
    }

    /** Whether a command of that key was done before. It reads the database, and waits for it. */
    public boolean isDone(CommandRequest request) {
        return request.keyed() && receipts.find(request.id()).isPresent();
    }

    /** A command on its way, and how long its sender waits. */
    private record Sent(Object command, Deadline deadline) {}

    private <T> CommandResult<T> once(CommandRequest request, Object body, Sent command, History<T> history) {
        var before = request.keyed() ? receipts.find(request.id()) : Optional.<Receipt>empty();
        return before.isPresent()
                ? answerAgain(request, fingerprints.of(request, body), before.get(), history)
                : unlessDone(request, body, command, history);
    }

    private <T> CommandResult<T> unlessDone(CommandRequest request, Object body, Sent command, History<T> history) {
        var fingerprint = request.keyed() ? fingerprints.of(request, body) : null;
        try {
            return decide(request, fingerprint, command);
        } catch (DuplicateCommandException done) {
            return answerAgain(
                    request,
                    Objects.requireNonNull(fingerprint),
                    receipts.find(request.id()).orElseThrow(() -> done),
                    history);
        }
    }

    private <T> CommandResult<T> answerAgain(
            CommandRequest request, String fingerprint, Receipt receipt, History<T> history) {
        if (!receipt.fingerprint().equals(fingerprint)) {
            throw Problem.keyReused();
        }
        var then = history.at(receipt.aggregateId(), receipt.version());
        return new CommandResult<>(then, epoch.at(receipt.position()), request.clientId(), false);
    }

    private <T> CommandResult<T> decide(CommandRequest request, @Nullable String fingerprint, Sent command) {
        for (int attempt = 1; !command.deadline().isOver(); attempt++) {
            try {
                return send(request, fingerprint, command);
            } catch (ConcurrencyException lost) {
                if (attempt == attempts) {
                    throw Problem.conflict(
                            "changed-meanwhile", "too many concurrent changes to the resource; try again");
                }
            } catch (AggregateNotFoundException missing) {
                throw Problem.notFound();
            } catch (LogUnavailableException | LockAcquisitionFailedException unavailable) {
                throw late();
            }
        }
        throw late();
    }

    static Problem late() {
        return Problem.unavailable("log-unavailable", "the change was not stored in time", Duration.ofSeconds(1));
    }

    private <T> CommandResult<T> send(CommandRequest request, @Nullable String fingerprint, Sent command) {
        var context = new CommandContext(command.deadline());
        var metaData = new HashMap<String, Object>(Map.of(
                EventMetaData.ACTOR, request.actor(),
                EventMetaData.COMMAND_ID, request.id(),
                CommandContext.KEY, context));
        metaData.putAll(request.origin().metaData());
        if (fingerprint != null) {
            metaData.put(EventMetaData.FINGERPRINT, fingerprint);
        }
        CommandMessage<?> message =
                GenericCommandMessage.asCommandMessage(command.command()).withMetaData(metaData);
        // The bus is local: the call-back has run, on this thread, when dispatch returns.
        commands.dispatch(message, (sent, result) -> context.answered(result));
        Versioned<T> result = context.result();
        var consistency = context.reached();
        if (fingerprint != null && !consistency.wrote()) {
            receipts.keep(
                    new Receipt(
                            request.id(), fingerprint, result.aggregateId(), result.version(), consistency.position()),
                    command.deadline());
        }
        return new CommandResult<>(result, epoch.at(consistency.position()), request.clientId(), consistency.wrote());
    }
}
