package io.tidemark.query.product;

import static io.tidemark.query.read.Conditions.equal;

import io.tidemark.edge.json.Uuids;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.query.business.Businesses;
import io.tidemark.query.read.JsonRow;
import io.tidemark.query.read.Page;
import io.tidemark.query.read.PageBounds;
import io.tidemark.query.read.ReadRequest;
import io.tidemark.query.read.Reads;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers with the products of the caller's businesses. */
@RestController
@RequestMapping(path = "/api/products/{businessId}", produces = MediaType.APPLICATION_JSON_VALUE)
class ProductApi {

    private final ProductViews products;
    private final Businesses businesses;
    private final Reads reads;

    ProductApi(ProductViews products, Businesses businesses, Reads reads) {
        this.products = products;
        this.businesses = businesses;
        this.reads = reads;
    }

    @GetMapping
    Mono<ResponseEntity<Page<JsonRow>>> list(ReadRequest request, @PathVariable String businessId) {
        var business = Uuids.parse("business", businessId);
        var asked = asked(business, request.parameter("status"));
        return reads.list(request, page -> newest(business, request.caller(), asked, page));
    }

    private static Specification<ProductView> asked(UUID business, @Nullable String status) {
        return Specification.allOf(
                equal("businessId", business),
                equal(
                        "status",
                        status == null ? null : ProductStatus.parse(status).text()));
    }

    private Stream<ProductView> newest(
            UUID business, String caller, Specification<ProductView> asked, PageBounds page) {
        if (!businesses.isOf(business, caller)) {
            throw Refused.notFound();
        }
        return products.newest(asked, page);
    }

    @GetMapping("/{productId}")
    Mono<ResponseEntity<ProductAnswer>> one(
            ReadRequest request, @PathVariable String businessId, @PathVariable String productId) {
        var business = Uuids.parse("business", businessId);
        var product = Uuids.parse("product", productId);
        return reads.one(
                request, () -> products.findByIdAndAnswerBusinessIdAndOwner(product, business, request.caller()));
    }
}
