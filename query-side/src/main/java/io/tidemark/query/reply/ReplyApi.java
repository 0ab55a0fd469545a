package io.tidemark.query.reply;

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

/** Answers with the caller's saved replies. */
@RestController
@RequestMapping(path = "/api/saved-replies", produces = MediaType.APPLICATION_JSON_VALUE)
class ReplyApi {

    private final ReplyViews replies;
    private final ReplySearch search;
    private final Reads reads;

    ReplyApi(ReplyViews replies, ReplySearch search, Reads reads) {
        this.replies = replies;
        this.search = search;
        this.reads = reads;
    }

    @GetMapping
    Mono<ResponseEntity<Page<JsonRow>>> list(ReadRequest request) {
        var asked = ReplyFilter.of(request);
        return ReplyFilter.isSearch(request)
                ? reads.search(
                        request, before -> search.before(before, request.caller()), page -> replies.newest(asked, page))
                : reads.list(request, page -> replies.newest(asked, page));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<ReplyAnswer>> one(ReadRequest request, @PathVariable String id) {
        var reply = Uuids.parse("reply", id);
        return reads.one(request, () -> replies.findByIdAndOwner(reply, request.caller()));
    }
}
