package io.tidemark.query.business;

import io.tidemark.edge.json.Uuids;
import io.tidemark.query.read.Conditions;
import io.tidemark.query.read.JsonRow;
import io.tidemark.query.read.Page;
import io.tidemark.query.read.ReadRequest;
import io.tidemark.query.read.Reads;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers with the caller's businesses. */
@RestController
@RequestMapping(path = "/api/businesses", produces = MediaType.APPLICATION_JSON_VALUE)
class BusinessApi {

    private final BusinessViews businesses;
    private final Reads reads;

    BusinessApi(BusinessViews businesses, Reads reads) {
        this.businesses = businesses;
        this.reads = reads;
    }

    @GetMapping
    Mono<ResponseEntity<Page<JsonRow>>> list(ReadRequest request) {
        return reads.list(request, page -> businesses.newest(Conditions.ownedBy(request.caller()), page));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<BusinessAnswer>> one(ReadRequest request, @PathVariable String id) {
        var business = Uuids.parse("business", id);
        return reads.one(request, () -> businesses.findByIdAndOwner(business, request.caller()));
    }
}
