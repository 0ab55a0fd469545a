package io.tidemark.command.session;

import io.tidemark.command.dispatch.CommandDispatcher;
import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.command.dispatch.CommandResult;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends what is asked of a session. */
@Component
public class SessionCommands {

    private final CommandDispatcher commands;
    private final SessionHistory history;

    SessionCommands(CommandDispatcher commands, SessionHistory history) {
        this.commands = commands;
        this.history = history;
    }

    /** Whoever loses the race to create the session is decided on again: then it is there. */
    public Mono<CommandResult<SessionState>> send(CommandRequest request, Object body, SessionCommand command) {
        var once = commands.dispatch(request, body, command, history, commands.newDeadline());
        return once.onErrorResume(AggregateStreamCreationException.class, lost -> once);
    }
}
