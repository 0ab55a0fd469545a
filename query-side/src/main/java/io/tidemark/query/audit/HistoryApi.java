package io.tidemark.query.audit;

import io.tidemark.edge.refusal.Refused;
import io.tidemark.query.read.Page;
import io.tidemark.query.read.share.ReadShares;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers with the history of one resource, and its state at a time. */
@RestController
@RequestMapping(path = "/api/audit/{kind}/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class HistoryApi {

    private final AuditQuery query;
    private final AuditLog log;
    private final AuditRanges ranges;
    private final AuditPages pages;
    private final PointInTimeReader pointInTime;
    private final ReadShares shares;

    HistoryApi(
            AuditQuery query,
            AuditLog log,
            AuditRanges ranges,
            AuditPages pages,
            PointInTimeReader pointInTime,
            ReadShares shares) {
        this.query = query;
        this.log = log;
        this.ranges = ranges;
        this.pages = pages;
        this.pointInTime = pointInTime;
        this.shares = shares;
    }

    @GetMapping
    Mono<ResponseEntity<Page<AuditEntry>>> history(
            Authentication caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam Map<String, String> asked) {
        var aggregate = query.aggregate(kind, id);
        int limit = pages.limit(asked.get("limit"));
        return shares.read(caller.getName(), () -> {
            requireReadable(caller, aggregate);
            return pages.read(ranges.behind(asked.get("after"), AuditFilter.about(aggregate)), limit);
        });
    }

    @GetMapping(params = "asOf")
    Mono<PointInTimeReader.PastState> then(
            Authentication caller, @PathVariable String kind, @PathVariable String id, @RequestParam String asOf) {
        var aggregate = query.aggregate(kind, id);
        return shares.read(caller.getName(), () -> {
            requireReadable(caller, aggregate);
            return pointInTime.of(kind, aggregate, asOf).orElseThrow(Refused::notFound);
        });
    }

    private void requireReadable(Authentication caller, String aggregate) {
        query.requireReader(caller, aggregate, log.ownerOf(aggregate).orElseThrow(Refused::notFound));
    }
}
