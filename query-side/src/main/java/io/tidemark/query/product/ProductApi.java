package io.tidemark.query.product;

import io.tidemark.edge.json.Uuids;
import io.tidemark.edge.problem.Problem;
import io.tidemark.query.business.Businesses;
import io.tidemark.query.read.Page;
import io.tidemark.query.read.ReadProperties;
import io.tidemark.query.read.Reads;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers with the products of the caller's businesses. */
@RestController
@RequestMapping(path = "/api/products/{businessId}", produces = MediaType.APPLICATION_JSON_VALUE)
class ProductApi {

    private static final int DEFAULT_LIMIT = 50;
    private static final Set<String> STATUSES = Set.of("draft", "processing", "enriched", "failed");

    private final ProductViews products;
    private final Businesses businesses;
    private final Reads reads;
    private final int maxPage;

    ProductApi(ProductViews products, Businesses businesses, Reads reads, ReadProperties properties) {
        this.products = products;
        this.businesses = businesses;
        this.reads = reads;
        this.maxPage = properties.maxPage();
    }

    record Answer(
            UUID id,
            UUID businessId,
            String name,
            @Nullable String description,
            @Nullable String price,
            @Nullable String currency,
            @Nullable String imageUrl,
            String status,
            @Nullable String generatedImageUrl,
            @Nullable String generatedCaption,
            @Nullable String reason,
            long version,
            Instant createdAt,
            Instant updatedAt) {

        static Answer of(ProductView product) {
            return new Answer(
                    product.id,
                    product.businessId,
                    product.name,
                    product.description,
                    product.price == null ? null : product.price.toPlainString(),
                    product.currency,
                    product.imageUrl,
                    product.status,
                    product.generatedImageUrl,
                    product.generatedCaption,
                    product.reason,
                    product.version,
                    product.createdAt,
                    product.updatedAt);
        }
    }

    /** {@code after} is what the page before gave as {@code next}. */
    @GetMapping
    Mono<ResponseEntity<Page<Answer>>> list(
            Principal caller,
            @PathVariable String businessId,
            @RequestHeader(name = "Tidemark-After", required = false) @Nullable String readAfter,
            @RequestParam Map<String, String> query) {
        var business = Uuids.parse("business", businessId);
        var status = status(query.get("status"));
        int limit = Page.limit(query.get("limit"), DEFAULT_LIMIT, maxPage);
        long before = Page.number("after", query.get("after"), Long.MAX_VALUE, 1, Long.MAX_VALUE);
        return reads.read(readAfter, () -> latest(caller, business, before, status, limit + 1))
                .map(at -> at.ok().body(Page.of(at.value(), limit, Answer::of, product -> product.position)));
    }

    private List<ProductView> latest(Principal caller, UUID business, long before, @Nullable String status, int limit) {
        if (!businesses.isOf(business, caller.getName())) {
            throw Problem.notFound();
        }
        return products.latest(business, before, status, limit);
    }

    @GetMapping("/{productId}")
    Mono<ResponseEntity<Answer>> one(
            Principal caller,
            @PathVariable String businessId,
            @PathVariable String productId,
            @RequestHeader(name = "Tidemark-After", required = false) @Nullable String readAfter) {
        var business = Uuids.parse("business", businessId);
        var product = Uuids.parse("product", productId);
        return reads.read(
                        readAfter,
                        () -> products.findByIdAndBusinessIdAndOwner(product, business, caller.getName())
                                .map(Answer::of)
                                .orElseThrow(Problem::notFound))
                .map(at ->
                        at.ok().eTag("\"%d\"".formatted(at.value().version())).body(at.value()));
    }

    private static @Nullable String status(@Nullable String text) {
        if (text != null && !STATUSES.contains(text)) {
            throw Problem.invalid("status.invalid", "status must be draft, processing, enriched or failed");
        }
        return text;
    }
}
