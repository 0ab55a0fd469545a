package io.tidemark.command.product;

import io.tidemark.command.business.BusinessId;
import io.tidemark.command.dispatch.CommandDispatcher;
import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.command.dispatch.CommandResult;
import io.tidemark.edge.auth.Role;
import io.tidemark.edge.json.MergePatch;
import io.tidemark.edge.json.MergePatchMapping;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Creates, changes, enriches and deletes the products of the caller's businesses; takes what workflows report. */
@RestController
@RequestMapping("/api/products")
class ProductApi {

    /** The role of a workflow, which reports what became of an enrichment. */
    static final Role WORKFLOW = new Role("workflow");

    private final CommandDispatcher commands;
    private final ProductHistory history;
    private final JsonMapper json;
    private final Supplier<UUID> ids;

    ProductApi(CommandDispatcher commands, ProductHistory history, JsonMapper json, Supplier<UUID> ids) {
        this.commands = commands;
        this.history = history;
        this.json = json;
        this.ids = ids;
    }

    /** A client that accepts no JSON is refused before anything is done. */
    @PostMapping(path = "/{businessId}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<ProductAnswer>> create(
            @PathVariable String businessId, @RequestBody CreateProduct.Wire body, CommandRequest request) {
        var command = body.command(BusinessId.parse(businessId), request.actor(), ids);
        return commands.create(request, body, command, history)
                .map(product -> product.created(location(product.value()), ProductAnswer.to(product)));
    }

    private static String location(ProductState product) {
        return "/api/products/%s/%s".formatted(product.businessId(), product.id());
    }

    /** A workflow reports; everybody else changes what is their own. */
    @MergePatchMapping({"/{businessId}/{productId}", "/update/{businessId}/{productId}"})
    Mono<ResponseEntity<ProductAnswer>> update(
            @PathVariable String businessId,
            @PathVariable String productId,
            @RequestBody JsonNode body,
            Authentication caller,
            CommandRequest request) {
        var business = BusinessId.parse(businessId);
        var id = ProductId.parse(productId);
        return WORKFLOW.isOf(caller) ? report(id, business, body, request) : change(id, business, body, request);
    }

    private Mono<ResponseEntity<ProductAnswer>> report(
            ProductId id, BusinessId business, JsonNode body, CommandRequest request) {
        var report = EnrichmentReport.parse(MergePatch.read(body, EnrichmentReport.Wire.class, json));
        return send(request, report, new ReportEnrichment(id, business, request.expectedVersion(), report));
    }

    private Mono<ResponseEntity<ProductAnswer>> change(
            ProductId id, BusinessId business, JsonNode body, CommandRequest request) {
        var changes = ProductChanges.parse(MergePatch.read(body, ProductChanges.Patch.class, json));
        var command = new UpdateProduct(id, business, request.actor(), request.expectedVersion(), changes);
        return send(request, changes, command);
    }

    private Mono<ResponseEntity<ProductAnswer>> send(CommandRequest request, Object asked, Object command) {
        return commands.dispatch(request, asked, command, history)
                .map(product -> product.ok(ProductAnswer.to(product)));
    }

    @PostMapping(path = "/{businessId}/{productId}/enrich", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<ProductAnswer>> enrich(
            @PathVariable String businessId, @PathVariable String productId, CommandRequest request) {
        var command = new EnrichProduct(
                ProductId.parse(productId), BusinessId.parse(businessId), request.actor(), request.expectedVersion());
        return commands.dispatch(request, "", command, history)
                .map(product -> product.accepted(ProductAnswer.to(product)));
    }

    @DeleteMapping("/{businessId}/{productId}")
    Mono<ResponseEntity<Void>> delete(
            @PathVariable String businessId, @PathVariable String productId, CommandRequest request) {
        var command = new DeleteProduct(
                ProductId.parse(productId), BusinessId.parse(businessId), request.actor(), request.expectedVersion());
        return commands.dispatch(request, "", command, history).map(CommandResult::noContent);
    }
}
