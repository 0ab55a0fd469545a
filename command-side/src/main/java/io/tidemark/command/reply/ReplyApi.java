package io.tidemark.command.reply;

import io.tidemark.command.dispatch.CommandDispatcher;
import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.command.dispatch.CommandResult;
import io.tidemark.edge.json.MergePatch;
import io.tidemark.edge.json.MergePatchMapping;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Creates, changes and deletes the caller's saved replies. */
@RestController
@RequestMapping("/api/saved-replies")
class ReplyApi {

    private final CommandDispatcher commands;
    private final ReplyHistory history;
    private final JsonMapper json;
    private final Supplier<UUID> ids;

    ReplyApi(CommandDispatcher commands, ReplyHistory history, JsonMapper json, Supplier<UUID> ids) {
        this.commands = commands;
        this.history = history;
        this.json = json;
        this.ids = ids;
    }

    /** A client that accepts no JSON is refused before anything is done. */
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<ReplyAnswer>> create(@RequestBody CreateReply.Wire body, CommandRequest request) {
        return commands.create(request, body, body.command(request.actor(), ids), history)
                .map(reply ->
                        reply.created("/api/saved-replies/" + reply.value().id(), ReplyAnswer.to(reply)));
    }

    @MergePatchMapping("/{id}")
    Mono<ResponseEntity<ReplyAnswer>> update(
            @PathVariable String id, @RequestBody JsonNode body, CommandRequest request) {
        var changes = ReplyChanges.parse(MergePatch.read(body, ReplyChanges.Patch.class, json));
        var command = new UpdateReply(ReplyId.parse(id), request.actor(), request.expectedVersion(), changes);
        return commands.dispatch(request, changes, command, history).map(reply -> reply.ok(ReplyAnswer.to(reply)));
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(@PathVariable String id, CommandRequest request) {
        var command = new DeleteReply(ReplyId.parse(id), request.actor(), request.expectedVersion());
        return commands.dispatch(request, "", command, history).map(CommandResult::noContent);
    }
}
