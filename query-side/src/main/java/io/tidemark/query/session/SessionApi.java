package io.tidemark.query.session;

import com.fasterxml.jackson.annotation.JsonRawValue;
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

/** Answers with the caller's work sessions. */
@RestController
@RequestMapping(path = "/api/sessions", produces = MediaType.APPLICATION_JSON_VALUE)
class SessionApi {

    private static final int DEFAULT_LIMIT = 50;

    private final SessionViews sessions;
    private final Reads reads;
    private final int maxPage;

    SessionApi(SessionViews sessions, Reads reads, ReadProperties properties) {
        this.sessions = sessions;
        this.reads = reads;
        this.maxPage = properties.maxPage();
    }

    record Answer(
            UUID id,
            String localId,
            String repoOwner,
            String repoName,
            long prNumber,
            String status,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Long durationSeconds,
            @Nullable String endedBy,
            boolean contradictory,
            long activityCount,
            @JsonRawValue String activities,
            @Nullable Instant lastActivityAt,
            long version,
            Instant updatedAt) {

        static Answer of(SessionView session) {
            return new Answer(
                    session.id,
                    session.localId,
                    session.repoOwner,
                    session.repoName,
                    session.prNumber,
                    session.endedAt == null ? "open" : "ended",
                    session.startedAt,
                    session.endedAt,
                    session.durationSeconds,
                    session.endedBy,
                    session.contradictory,
                    session.activityCount,
                    session.activities,
                    session.lastActivityAt,
                    session.version,
                    session.updatedAt);
        }
    }

    @GetMapping
    Mono<ResponseEntity<Page<Answer>>> list(
            Principal caller,
            @RequestHeader(name = "Tidemark-After", required = false) @Nullable String readAfter,
            @RequestParam Map<String, String> query) {
        var filter = SessionFilter.of(query);
        int limit = Page.limit(query.get("limit"), DEFAULT_LIMIT, maxPage);
        long before = Page.number("after", query.get("after"), Long.MAX_VALUE, 1, Long.MAX_VALUE);
        return reads.read(
                        readAfter,
                        () -> sessions.latest(
                                caller.getName(),
                                before,
                                filter.open(),
                                filter.repoOwner(),
                                filter.repoName(),
                                filter.from(),
                                filter.to(),
                                limit + 1))
                .map(at -> at.ok().body(Page.of(at.value(), limit, Answer::of, session -> session.position)));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Answer>> one(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "Tidemark-After", required = false) @Nullable String readAfter) {
        var uuid = Uuids.parse("session", id);
        return reads.read(
                        readAfter,
                        () -> sessions.findByIdAndOwner(uuid, caller.getName())
                                .map(Answer::of)
                                .orElseThrow(Problem::notFound))
                .map(at ->
                        at.ok().eTag("\"%d\"".formatted(at.value().version())).body(at.value()));
    }
}
