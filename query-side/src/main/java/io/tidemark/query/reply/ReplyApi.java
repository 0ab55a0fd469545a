package io.tidemark.query.reply;

import io.tidemark.edge.json.Uuids;
import io.tidemark.edge.problem.Problem;
import io.tidemark.query.read.Page;
import io.tidemark.query.read.ReadProperties;
import io.tidemark.query.read.Reads;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
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

/** Answers with the caller's saved replies. */
@RestController
@RequestMapping(path = "/api/saved-replies", produces = MediaType.APPLICATION_JSON_VALUE)
class ReplyApi {

    private static final int DEFAULT_LIMIT = 50;

    private final ReplyViews replies;
    private final Reads reads;
    private final int maxPage;

    ReplyApi(ReplyViews replies, Reads reads, ReadProperties properties) {
        this.replies = replies;
        this.reads = reads;
        this.maxPage = properties.maxPage();
    }

    record Answer(
            UUID id,
            String title,
            String content,
            @Nullable String category,
            List<String> tags,
            long version,
            Instant createdAt,
            Instant updatedAt) {

        static Answer of(ReplyView reply) {
            return new Answer(
                    reply.id,
                    reply.title,
                    reply.content,
                    reply.category,
                    reply.tags,
                    reply.version,
                    reply.createdAt,
                    reply.updatedAt);
        }
    }

    @GetMapping
    Mono<ResponseEntity<Page<Answer>>> list(
            Principal caller,
            @RequestHeader(name = "Tidemark-After", required = false) @Nullable String readAfter,
            @RequestParam Map<String, String> query) {
        var filter = Filter.of(query);
        int limit = Page.limit(filter.limit(), DEFAULT_LIMIT, maxPage);
        long before = Page.number("after", filter.after(), Long.MAX_VALUE, 1, Long.MAX_VALUE);
        return reads.read(
                        readAfter,
                        () -> replies.latest(
                                caller.getName(), before, filter.category(), filter.tag(), filter.pattern(), limit + 1))
                .map(at -> at.ok().body(Page.of(at.value(), limit, Answer::of, reply -> reply.position)));
    }

    /** The query parameters; {@code after} is what the page before gave as {@code next}. */
    record Filter(
            @Nullable String category,
            @Nullable String tag,
            @Nullable String q,
            @Nullable String limit,
            @Nullable String after) {

        /** From the address alone: what Spring binds by itself, it also takes from headers and bodies. */
        static Filter of(Map<String, String> query) {
            return new Filter(
                    query.get("category"), query.get("tag"), query.get("q"), query.get("limit"), query.get("after"));
        }

        /** The search as a pattern, in which nothing that the caller wrote has a special meaning. */
        @Nullable
        String pattern() {
            return q == null || q.isEmpty() ? null : "%" + q.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        }
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Answer>> one(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "Tidemark-After", required = false) @Nullable String readAfter) {
        var uuid = Uuids.parse("reply", id);
        return reads.read(
                        readAfter,
                        () -> replies.findByIdAndOwner(uuid, caller.getName())
                                .map(Answer::of)
                                .orElseThrow(Problem::notFound))
                .map(at ->
                        at.ok().eTag("\"%d\"".formatted(at.value().version())).body(at.value()));
    }
}
