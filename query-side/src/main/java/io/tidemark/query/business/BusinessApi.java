package io.tidemark.query.business;

import io.tidemark.edge.json.Uuids;
import io.tidemark.edge.problem.Problem;
import io.tidemark.query.read.Page;
import io.tidemark.query.read.ReadProperties;
import io.tidemark.query.read.Reads;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
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

/** Answers with the caller's businesses. */
@RestController
@RequestMapping(path = "/api/businesses", produces = MediaType.APPLICATION_JSON_VALUE)
class BusinessApi {

    private static final int DEFAULT_LIMIT = 50;

    private final BusinessViews businesses;
    private final Reads reads;
    private final int maxPage;

    BusinessApi(BusinessViews businesses, Reads reads, ReadProperties properties) {
        this.businesses = businesses;
        this.reads = reads;
        this.maxPage = properties.maxPage();
    }

    record Answer(
            UUID id, String name, @Nullable String description, long version, Instant createdAt, Instant updatedAt) {

        static Answer of(BusinessView business) {
            return new Answer(
                    business.id,
                    business.name,
                    business.description,
                    business.version,
                    business.createdAt,
                    business.updatedAt);
        }
    }

    /** {@code after} is what the page before gave as {@code next}. */
    @GetMapping
    Mono<ResponseEntity<Page<Answer>>> list(
            Principal caller,
            @RequestHeader(name = "Tidemark-After", required = false) @Nullable String readAfter,
            @RequestParam Map<String, String> query) {
        int limit = Page.limit(query.get("limit"), DEFAULT_LIMIT, maxPage);
        long before = Page.number("after", query.get("after"), Long.MAX_VALUE, 1, Long.MAX_VALUE);
        return reads.read(readAfter, () -> businesses.latest(caller.getName(), before, limit + 1))
                .map(at -> at.ok().body(Page.of(at.value(), limit, Answer::of, business -> business.position)));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Answer>> one(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "Tidemark-After", required = false) @Nullable String readAfter) {
        var uuid = Uuids.parse("business", id);
        return reads.read(
                        readAfter,
                        () -> businesses
                                .findByIdAndOwner(uuid, caller.getName())
                                .map(Answer::of)
                                .orElseThrow(Problem::notFound))
                .map(at ->
                        at.ok().eTag("\"%d\"".formatted(at.value().version())).body(at.value()));
    }
}
