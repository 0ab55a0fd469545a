package io.tidemark.command.dispatch;

import io.tidemark.db.CommandReceipts;
import io.tidemark.db.DuplicateCommandException;
import io.tidemark.db.Epoch;
import io.tidemark.db.EventMetaData;
import io.tidemark.db.LogUnavailableException;
import io.tidemark.db.Patience;
import io.tidemark.db.Reached;
import io.tidemark.db.Receipt;
import io.tidemark.edge.InTime;
import io.tidemark.edge.Problem;
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
    private final InTime inTime;
    private final Duration timeout;
    private final int attempts;

    CommandDispatcher(
            CommandBus commands,
            CommandReceipts receipts,
            Fingerprints fingerprints,
            Epoch epoch,
            InTime commandsInTime,
            CommandProperties properties) {
        this.commands = commands;
        this.receipts = receipts;
        this.fingerprints = fingerprints;
        this.epoch = epoch;
        this.inTime = commandsInTime;
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
    public <T> Mono<Done<T>> dispatch(CommandRequest request, Object body, Object command, History<T> history) {
        return Mono.defer(() -> dispatch(request, body, command, history, patience()));
    }

    /** The same as one part of an answer, all of whose parts share one patience. */
    public <T> Mono<Done<T>> dispatch(
            CommandRequest request, Object body, Object command, History<T> history, Patience patience) {
        return Mono.defer(() ->
                inTime.call(patience.left(), () -> once(request, body, new Sent(command, patience), history)));
    }

    /**
     * The same for a command that creates something: it depends on nothing that was before, so whether it was done already
     * is only found out when it is to be kept.
     */
    public <T> Mono<Done<T>> create(
            CommandRequest request, Object body, Object command, History<T> history, Patience patience) {
        return Mono.defer(() ->
                inTime.call(patience.left(), () -> unlessDone(request, body, new Sent(command, patience), history)));
    }

    /** That of whoever sent a request, beginning now. */
    public Patience patience() {
        return Patience.of(timeout);
    }

    /** Answers from history instead: for a creation that turns out to have been done before. */
    public <T> Mono<Done<T>> recall(
            CommandRequest request, String aggregateId, long version, History<T> history, Patience patience) {
        return Mono.defer(() -> inTime.call(patience.left(), () -> recall(request, aggregateId, version, history)));
    }

    private <T> Done<T> recall(CommandRequest request, String aggregateId, long version, History<T> history) {
        var unit = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage(aggregateId));
        var then = unit.executeWithResult(() -> history.at(aggregateId, version));
        var reached = Reached.in(unit).orElseThrow(Problem::notFound);
        return new Done<>(then.getPayload(), epoch.at(reached.position()), request.clientId(), false);
    }

    /** Whether a command of that key was done before. It reads the database, and waits for it. */
    public boolean isDone(CommandRequest request) {
        return request.keyed() && receipts.find(request.id()).isPresent();
    }

    /** A command on its way, and how long its sender waits. */
    private record Sent(Object command, Patience patience) {}

    private <T> Done<T> once(CommandRequest request, Object body, Sent command, History<T> history) {
        var before = request.keyed() ? receipts.find(request.id()) : Optional.<Receipt>empty();
        return before.isPresent()
                ? answerAgain(request, fingerprints.of(request, body), before.get(), history)
                : unlessDone(request, body, command, history);
    }

    private <T> Done<T> unlessDone(CommandRequest request, Object body, Sent command, History<T> history) {
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

    private <T> Done<T> answerAgain(CommandRequest request, String fingerprint, Receipt receipt, History<T> history) {
        if (!receipt.fingerprint().equals(fingerprint)) {
            throw Problem.keyReused();
        }
        var then = history.at(receipt.aggregateId(), receipt.version());
        return new Done<>(then, epoch.at(receipt.position()), request.clientId(), false);
    }

    private <T> Done<T> decide(CommandRequest request, @Nullable String fingerprint, Sent command) {
        for (int attempt = 1; !command.patience().isOver(); attempt++) {
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

    private <T> Done<T> send(CommandRequest request, @Nullable String fingerprint, Sent command) {
        var outcome = new Outcome(command.patience());
        var metaData = new HashMap<String, Object>(Map.of(
                EventMetaData.ACTOR, request.actor(),
                EventMetaData.COMMAND_ID, request.id(),
                Outcome.KEY, outcome));
        metaData.putAll(request.origin().metaData());
        if (fingerprint != null) {
            metaData.put(EventMetaData.FINGERPRINT, fingerprint);
        }
        CommandMessage<?> message =
                GenericCommandMessage.asCommandMessage(command.command()).withMetaData(metaData);
        // The bus is local: the call-back has run, on this thread, when dispatch returns.
        commands.dispatch(message, (sent, result) -> outcome.answered(result));
        Versioned<T> result = outcome.result();
        var reached = outcome.reached();
        if (fingerprint != null && !reached.wrote()) {
            receipts.keep(
                    new Receipt(request.id(), fingerprint, result.aggregateId(), result.version(), reached.position()),
                    command.patience());
        }
        return new Done<>(result, epoch.at(reached.position()), request.clientId(), reached.wrote());
    }
}
