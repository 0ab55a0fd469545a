package io.tidemark.command.product;

import io.tidemark.command.business.BusinessId;
import io.tidemark.command.dispatch.CommandDispatcher;
import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.command.dispatch.CommandResult;
import io.tidemark.command.money.Price;
import io.tidemark.command.money.PriceText;
import io.tidemark.db.append.Deadline;
import io.tidemark.edge.auth.Roles;
import io.tidemark.edge.json.MergePatch;
import io.tidemark.edge.problem.Problem;
import java.net.URI;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
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

/** Creates, changes, enriches and deletes the products of the caller's businesses; takes what workflows report. */
@RestController
@RequestMapping("/api/products")
class ProductApi {

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

    record NewProduct(
            @Nullable String id,
            @Nullable String name,
            @Nullable String description,
            @Nullable PriceText price,
            @Nullable String currency,
            @Nullable String imageUrl) {

        CreateProduct command(BusinessId business, String owner, Supplier<UUID> ids) {
            return new CreateProduct(
                    id == null ? new ProductId(ids.get()) : ProductId.parse(id),
                    business,
                    owner,
                    ProductName.parse(name),
                    description == null ? null : new ProductDescription(description),
                    pricing(),
                    imageUrl == null ? null : ImageUrl.elsewhere(imageUrl));
        }

        private @Nullable Price pricing() {
            if (price != null && currency != null) {
                return new Price(Price.amount(price.value()), Price.currency(currency));
            }
            if (price != null || currency != null) {
                throw Price.withoutTheOther();
            }
            return null;
        }
    }

    /** Whoever takes no JSON is refused before anything is done. */
    @PostMapping(path = "/{businessId}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<ProductAnswer>> create(
            @PathVariable String businessId, @RequestBody NewProduct body, CommandRequest request) {
        var command = body.command(BusinessId.parse(businessId), request.actor(), ids);
        var deadline = commands.newDeadline();
        return commands.create(request, body, command, history, deadline)
                .onErrorResume(
                        AggregateStreamCreationException.class, taken -> createdBefore(command, request, deadline))
                .map(result -> result.describe(ResponseEntity.created(location(result)))
                        .body(ProductAnswer.to(result)));
    }

    private static URI location(CommandResult<ProductState> result) {
        var product = result.result().value();
        return URI.create("/api/products/%s/%s".formatted(product.businessId(), product.id()));
    }

    /** The client chose the id, so the same creation again gets the first answer again. */
    private Mono<CommandResult<ProductState>> createdBefore(
            CreateProduct command, CommandRequest request, Deadline deadline) {
        return commands.recall(request, command.id().toString(), 0, history, deadline)
                .filter(first -> first.result().value().isWhatIsAskedBy(command))
                .switchIfEmpty(Mono.error(() -> Problem.conflict("product.id-taken", "the id is already in use")));
    }

    /** A workflow reports; everybody else changes what is their own. */
    @PatchMapping(
            path = {"/{businessId}/{productId}", "/update/{businessId}/{productId}"},
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<ProductAnswer>> update(
            @PathVariable String businessId,
            @PathVariable String productId,
            @RequestBody JsonNode body,
            Authentication caller,
            CommandRequest request) {
        var business = BusinessId.parse(businessId);
        var id = ProductId.parse(productId);
        var command = Roles.WORKFLOW.isOf(caller)
                ? new ReportEnrichment(id, business, request.expectedVersion(), report(body))
                : new UpdateProduct(id, business, request.actor(), request.expectedVersion(), changes(body));
        return commands.dispatch(request, body, command, history)
                .map(result -> result.describe(ResponseEntity.ok()).body(ProductAnswer.to(result)));
    }

    private EnrichmentReport report(JsonNode body) {
        return EnrichmentReport.parse(
                MergePatch.read(body, EnrichmentReport.Wire.class, json).fields());
    }

    private ProductChanges changes(JsonNode body) {
        return ProductChanges.parse(MergePatch.read(body, ProductChanges.Patch.class, json));
    }

    @PostMapping(path = "/{businessId}/{productId}/enrich", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<ProductAnswer>> enrich(
            @PathVariable String businessId, @PathVariable String productId, CommandRequest request) {
        var command = new EnrichProduct(
                ProductId.parse(productId), BusinessId.parse(businessId), request.actor(), request.expectedVersion());
        return commands.dispatch(request, "", command, history)
                .map(result -> result.describe(ResponseEntity.accepted()).body(ProductAnswer.to(result)));
    }

    @DeleteMapping("/{businessId}/{productId}")
    Mono<ResponseEntity<Void>> delete(
            @PathVariable String businessId, @PathVariable String productId, CommandRequest request) {
        var command = new DeleteProduct(
                ProductId.parse(productId), BusinessId.parse(businessId), request.actor(), request.expectedVersion());
        return commands.dispatch(request, "", command, history)
                .map(result -> result.describe(ResponseEntity.noContent()).build());
    }
}
