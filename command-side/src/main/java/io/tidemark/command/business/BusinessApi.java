package io.tidemark.command.business;

import io.tidemark.command.dispatch.CommandDispatcher;
import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.edge.json.MergePatch;
import io.tidemark.edge.json.MergePatchMapping;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

    /** A client that accepts no JSON is refused before anything is done. */
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<BusinessAnswer>> create(@RequestBody CreateBusiness.Wire body, CommandRequest request) {
        return commands.create(request, body, body.command(request.actor(), ids), history)
                .map(business ->
                        business.created("/api/businesses/" + business.value().id(), BusinessAnswer.to(business)));
    }

    @MergePatchMapping("/{id}")
    Mono<ResponseEntity<BusinessAnswer>> update(
            @PathVariable String id, @RequestBody JsonNode body, CommandRequest request) {
        var changes = BusinessChanges.parse(MergePatch.read(body, BusinessChanges.Patch.class, json));
        var command = new UpdateBusiness(BusinessId.parse(id), request.actor(), request.expectedVersion(), changes);
        return commands.dispatch(request, changes, command, history)
                .map(business -> business.ok(BusinessAnswer.to(business)));
    }
}
