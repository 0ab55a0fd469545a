package io.tidemark.command.business;

import io.tidemark.command.dispatch.CommandDispatcher;
import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.command.dispatch.CommandResult;
import io.tidemark.db.append.Deadline;
import io.tidemark.edge.json.MergePatch;
import io.tidemark.edge.problem.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Creates and changes the caller's businesses. */
@RestController
@RequestMapping("/api/businesses")
class BusinessApi {

    private final CommandDispatcher commands;
    private final BusinessHistory history;
    private final JsonMapper json;
    private final Supplier<UUID> ids;

    BusinessApi(CommandDispatcher commands, BusinessHistory history, JsonMapper json, Supplier<UUID> ids) {
        this.commands = commands;
        this.history = history;
        this.json = json;
        this.ids = ids;
    }

    record NewBusiness(
            @Nullable String id,
            @Nullable String name,
            @Nullable String description) {

        CreateBusiness command(String owner, Supplier<UUID> ids) {
            return new CreateBusiness(
                    id == null ? new BusinessId(ids.get()) : BusinessId.parse(id),
                    owner,
                    BusinessName.parse(name),
                    description == null ? null : new BusinessDescription(description));
        }
    }

    record Answer(
            String id, String name, @Nullable String description, long version, Instant createdAt, Instant updatedAt) {

        static Answer to(CommandResult<BusinessState> result) {
            var business = result.result().value();
            return new Answer(
                    business.id(),
                    business.name(),
                    business.description(),
                    result.result().version(),
                    business.createdAt(),
                    business.updatedAt());
        }
    }

    /** Whoever takes no JSON is refused before anything is done. */
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Answer>> create(@RequestBody NewBusiness body, CommandRequest request) {
        var command = body.command(request.actor(), ids);
        var deadline = commands.newDeadline();
        return commands.create(request, body, command, history, deadline)
                .onErrorResume(
                        AggregateStreamCreationException.class, taken -> createdBefore(command, request, deadline))
                .map(result -> result.describe(ResponseEntity.created(location(result)))
                        .body(Answer.to(result)));
    }

    private static URI location(CommandResult<BusinessState> result) {
        return URI.create("/api/businesses/" + result.result().value().id());
    }

    /** The client chose the id, so the same creation again gets the first answer again. */
    private Mono<CommandResult<BusinessState>> createdBefore(
            CreateBusiness command, CommandRequest request, Deadline deadline) {
        return commands.recall(request, command.id().toString(), 0, history, deadline)
                .filter(first -> first.result().value().isWhatIsAskedBy(command))
                .switchIfEmpty(Mono.error(() -> Problem.conflict("business.id-taken", "the id is already in use")));
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Answer>> update(@PathVariable String id, @RequestBody JsonNode body, CommandRequest request) {
        var changes = BusinessChanges.parse(MergePatch.read(body, BusinessChanges.Patch.class, json));
        var command = new UpdateBusiness(BusinessId.parse(id), request.actor(), request.expectedVersion(), changes);
        return commands.dispatch(request, body, command, history)
                .map(result -> result.describe(ResponseEntity.ok()).body(Answer.to(result)));
    }
}
