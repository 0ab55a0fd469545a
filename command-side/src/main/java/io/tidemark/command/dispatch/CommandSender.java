package io.tidemark.command.dispatch;

import io.tidemark.command.dispatch.pool.CommandPool;
import io.tidemark.db.append.LogUnavailableException;
import io.tidemark.db.log.Epoch;
import io.tidemark.db.log.EventMetaData;
import io.tidemark.edge.refusal.Refused;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends commands to Axon's bus, and retries after a lost race. A call returns when the events are on disk. */
@Component
class CommandSender {

    /** How often a command that loses races is tried before the answer 409. */
    private static final int ATTEMPTS = 5;

    private final CommandBus commands;
    private final FirstAnswers answers;
    private final Fingerprints fingerprints;
    private final Epoch epoch;

    CommandSender(CommandBus commands, FirstAnswers answers, Fingerprints fingerprints, Epoch epoch) {
        this.commands = commands;
        this.answers = answers;
        this.fingerprints = fingerprints;
        this.epoch = epoch;
    }

    /** Returns the command's result. Throws the handler's exception, or another one if the time is over. */
    <T> CommandResult<T> send(Dispatch<T> dispatch) {
        var fingerprint = dispatch.request().keyed() ? fingerprints.of(dispatch.request(), dispatch.body()) : null;
        for (int attempt = 1; !dispatch.deadline().isOver(); attempt++) {
            try {
                return sendOnce(dispatch, fingerprint);
            } catch (ConcurrencyException lost) {
                if (attempt == ATTEMPTS) {
                    throw Refused.conflict(
                            "changed-meanwhile", "too many concurrent changes to the resource; try again");
                }
            } catch (AggregateNotFoundException missing) {
                throw Refused.notFound();
            } catch (LogUnavailableException | LockAcquisitionFailedException unavailable) {
                throw CommandPool.late();
            }
        }
        throw CommandPool.late();
    }

    private <T> CommandResult<T> sendOnce(Dispatch<T> dispatch, @Nullable String fingerprint) {
        var context = new CommandContext(dispatch.deadline());
        // The bus is local: the callback has run on this thread when dispatch returns.
        commands.dispatch(message(dispatch, fingerprint, context), (sent, result) -> context.answered(result));
        Versioned<T> result = context.result();
        var reached = context.reached();
        if (fingerprint != null && !reached.wrote()) {
            answers.keep(dispatch, fingerprint, result, reached.position());
        }
        return new CommandResult<>(
                result, epoch.at(reached.position()), dispatch.request().clientId(), reached.wrote());
    }

    private static CommandMessage<?> message(
            Dispatch<?> dispatch, @Nullable String fingerprint, CommandContext context) {
        var request = dispatch.request();
        var metaData = new HashMap<String, Object>(Map.of(
                EventMetaData.ACTOR, request.actor(),
                EventMetaData.COMMAND_ID, request.id(),
                CommandContext.KEY, context));
        metaData.putAll(request.origin().metaData());
        if (fingerprint != null) {
            metaData.put(EventMetaData.FINGERPRINT, fingerprint);
        }
        return GenericCommandMessage.asCommandMessage(dispatch.command()).withMetaData(metaData);
    }
}
