package io.tidemark.command.session;

import io.tidemark.command.dispatch.CommandDispatcher;
import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.command.dispatch.CommandResult;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends commands to sessions. */
@Component
public class SessionCommands {

    private final CommandDispatcher commands;
    private final SessionHistory history;

    SessionCommands(CommandDispatcher commands, SessionHistory history) {
        this.commands = commands;
        this.history = history;
    }

    /** A command that loses the race to create the session is tried again, with the existing session. */
    public Mono<CommandResult<SessionState>> send(CommandRequest request, Object body, SessionCommand command) {
        var once = commands.dispatch(request, body, command, history, commands.newDeadline());
        return once.onErrorResume(AggregateStreamCreationException.class, lost -> once);
    }
}
