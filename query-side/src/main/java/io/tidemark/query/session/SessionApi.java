package io.tidemark.query.session;

import io.tidemark.edge.json.Uuids;
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

/** Answers with the caller's work sessions. */
@RestController
@RequestMapping(path = "/api/sessions", produces = MediaType.APPLICATION_JSON_VALUE)
class SessionApi {

    private final SessionViews sessions;
    private final Reads reads;

    SessionApi(SessionViews sessions, Reads reads) {
        this.sessions = sessions;
        this.reads = reads;
    }

    @GetMapping
    Mono<ResponseEntity<Page<JsonRow>>> list(ReadRequest request) {
        var asked = SessionFilter.of(request);
        return reads.list(request, page -> sessions.newest(asked, page));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<SessionAnswer>> one(ReadRequest request, @PathVariable String id) {
        var session = Uuids.parse("session", id);
        return reads.one(request, () -> sessions.findByIdAndOwner(session, request.caller()));
    }
}
