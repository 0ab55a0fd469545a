package io.tidemark.command.reply;

import io.tidemark.command.dispatch.CommandDispatcher;
import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.command.dispatch.CommandResult;
import io.tidemark.db.append.Deadline;
import io.tidemark.edge.json.MergePatch;
import io.tidemark.edge.problem.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
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

    record NewReply(
            @Nullable String id,
            @Nullable String title,
            @Nullable String content,
            @Nullable String category,
            @Nullable List<@Nullable String> tags) {

        CreateReply command(String owner, Supplier<UUID> ids) {
            return new CreateReply(
                    id == null ? new ReplyId(ids.get()) : ReplyId.parse(id),
                    owner,
                    ReplyTitle.parse(title),
                    ReplyContent.parse(content),
                    category == null ? null : new ReplyCategory(category),
                    ReplyTags.parse(tags));
        }
    }

    record Answer(
            String id,
            String title,
            String content,
            @Nullable String category,
            List<String> tags,
            long version,
            Instant createdAt,
            Instant updatedAt) {

        static Answer to(CommandResult<ReplyState> result) {
            var reply = result.result().value();
            return new Answer(
                    reply.id(),
                    reply.title(),
                    reply.content(),
                    reply.category(),
                    reply.tags(),
                    result.result().version(),
                    reply.createdAt(),
                    reply.updatedAt());
        }
    }

    /** Whoever takes no JSON is refused before anything is done. */
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Answer>> create(@RequestBody NewReply body, CommandRequest request) {
        var command = body.command(request.actor(), ids);
        var deadline = commands.newDeadline();
        return commands.create(request, body, command, history, deadline)
                .onErrorResume(
                        AggregateStreamCreationException.class, taken -> createdBefore(command, request, deadline))
                .map(result -> result.describe(ResponseEntity.created(location(result)))
                        .body(Answer.to(result)));
    }

    private static URI location(CommandResult<ReplyState> result) {
        return URI.create("/api/saved-replies/" + result.result().value().id());
    }

    /** The client chose the id, so the same creation again gets the first answer again. */
    private Mono<CommandResult<ReplyState>> createdBefore(
            CreateReply command, CommandRequest request, Deadline deadline) {
        return commands.recall(request, command.id().toString(), 0, history, deadline)
                .filter(first -> first.result().value().isWhatIsAskedBy(command))
                .switchIfEmpty(Mono.error(() -> Problem.conflict("reply.id-taken", "the id is already in use")));
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Answer>> update(@PathVariable String id, @RequestBody JsonNode body, CommandRequest request) {
        var changes = ReplyChanges.parse(MergePatch.read(body, ReplyChanges.Patch.class, json));
        var command = new UpdateReply(ReplyId.parse(id), request.actor(), request.expectedVersion(), changes);
        return commands.dispatch(request, body, command, history)
                .map(result -> result.describe(ResponseEntity.ok()).body(Answer.to(result)));
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(@PathVariable String id, CommandRequest request) {
        var command = new DeleteReply(ReplyId.parse(id), request.actor(), request.expectedVersion());
        return commands.dispatch(request, "", command, history)
                .map(result -> result.describe(ResponseEntity.noContent()).build());
    }
}
