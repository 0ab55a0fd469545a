package io.tidemark.command.dispatch;

import io.tidemark.db.append.CommandReceipts;
import io.tidemark.db.append.Receipt;
import io.tidemark.db.axon.ConsistencyPosition;
import io.tidemark.db.axon.LogContext;
import io.tidemark.db.log.Epoch;
import io.tidemark.edge.refusal.Refused;
import java.util.Optional;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Makes the first answers of repeated commands again. Receipts have the results of commands with idempotency keys. The
 * calls block: they read the database.
 */
@Component
public class FirstAnswers {

    private final CommandReceipts receipts;
    private final Fingerprints fingerprints;
    private final Epoch epoch;

    FirstAnswers(CommandReceipts receipts, Fingerprints fingerprints, Epoch epoch) {
        this.receipts = receipts;
        this.fingerprints = fingerprints;
        this.epoch = epoch;
    }

    /** Whether a command with the request's key was executed before. */
    public boolean has(CommandRequest request) {
        return receipt(request).isPresent();
    }

    private Optional<Receipt> receipt(CommandRequest request) {
        return request.keyed() ? receipts.find(request.id()) : Optional.empty();
    }

    /** The first answer to the command; empty if it has no key, or if the key was not used before. */
    <T> Optional<CommandResult<T>> find(Dispatch<T> dispatch) {
        return receipt(dispatch.request()).map(receipt -> answer(dispatch, receipt));
    }

    private <T> CommandResult<T> answer(Dispatch<T> dispatch, Receipt receipt) {
        if (!receipt.fingerprint().equals(fingerprints.of(dispatch.request(), dispatch.body()))) {
            throw Refused.keyReused();
        }
        var then = dispatch.history().at(receipt.aggregateId(), receipt.version());
        return result(dispatch, then, receipt.position());
    }

    /** The first answer to a creation whose id may be taken; empty if it is not, refused if something else has the id. */
    <T> Optional<CommandResult<T>> ofEarlierCreation(Dispatch<T> dispatch, Creation<T> creation) {
        return dispatch.history().exists(creation.id().toString())
                ? Optional.of(ofCreation(dispatch, creation))
                : Optional.empty();
    }

    /** The first answer to a creation whose id is taken; refused if something else has the id. */
    <T> CommandResult<T> ofCreation(Dispatch<T> dispatch, Creation<T> creation) {
        var context = new LogContext(dispatch.deadline());
        var unit = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage(creation.id()));
        context.attachTo(unit);
        var read = unit.executeWithResult(
                () -> dispatch.history().created(creation.id().toString()));
        var position = context.position().map(ConsistencyPosition::position).orElseThrow(Refused::notFound);
        var created = read.getPayload();
        if (!creation.asksFor(created.value())) {
            throw Refused.conflict(creation.idTakenCode(), "the id is already in use");
        }
        return result(dispatch, created, position);
    }

    private <T> CommandResult<T> result(Dispatch<T> dispatch, Versioned<T> then, long position) {
        return new CommandResult<>(then, epoch.at(position), dispatch.request().clientId(), false);
    }

    /** Stores the receipt of a command without events. A command with events stores its receipt with them. */
    void keep(Dispatch<?> dispatch, String fingerprint, Versioned<?> result, long position) {
        receipts.keep(
                new Receipt(dispatch.request().id(), fingerprint, result.aggregateId(), result.version(), position),
                dispatch.deadline());
    }
}
