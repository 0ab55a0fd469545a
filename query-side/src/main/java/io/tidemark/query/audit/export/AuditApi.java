package io.tidemark.query.audit.export;

import io.tidemark.edge.auth.CallerStanding;
import io.tidemark.edge.http.LastEventId;
import io.tidemark.query.audit.AuditEntry;
import io.tidemark.query.audit.AuditFilter;
import io.tidemark.query.audit.AuditPages;
import io.tidemark.query.audit.AuditQuery;
import io.tidemark.query.audit.AuditRange;
import io.tidemark.query.audit.AuditRanges;
import io.tidemark.query.read.Page;
import io.tidemark.query.read.share.ReadShares;
import io.tidemark.query.stream.ClientStreams;
import io.tidemark.query.stream.wire.BackpressuredResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers with audit entries: as pages, as one long answer, or as a live stream. */
@RestController
@RequestMapping("/api/audit/events")
class AuditApi {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final AuditQuery query;
    private final AuditRanges ranges;
    private final AuditPages pages;
    private final AuditStreams streams;
    private final ExportLimiter exportLimiter;
    private final ClientStreams clients;
    private final NdjsonEntries ndjson;
    private final CsvEntries csv;
    private final CallerStanding standing;
    private final ReadShares shares;

    AuditApi(
            AuditQuery query,
            AuditRanges ranges,
            AuditPages pages,
            AuditStreams streams,
            ExportLimiter exportLimiter,
            ClientStreams clients,
            NdjsonEntries ndjson,
            CsvEntries csv,
            CallerStanding standing,
            ReadShares shares) {
        this.query = query;
        this.ranges = ranges;
        this.pages = pages;
        this.streams = streams;
        this.exportLimiter = exportLimiter;
        this.clients = clients;
        this.ndjson = ndjson;
        this.csv = csv;
        this.standing = standing;
        this.shares = shares;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Page<AuditEntry>>> page(
            JwtAuthenticationToken caller, @RequestParam Map<String, String> asked) {
        var filter = query.filter(caller, asked);
        int limit = pages.limit(asked.get("limit"));
        return shares.read(caller.getName(), () -> pages.read(ranges.behind(asked.get("after"), filter), limit));
    }

    @GetMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    Mono<Void> lines(
            JwtAuthenticationToken caller, @RequestParam Map<String, String> asked, ServerHttpResponse response) {
        return whole(caller, asked, response, MediaType.APPLICATION_NDJSON, ndjson);
    }

    @GetMapping(produces = "text/csv")
    Mono<Void> table(
            JwtAuthenticationToken caller, @RequestParam Map<String, String> asked, ServerHttpResponse response) {
        return whole(caller, asked, response, CSV, csv);
    }

    private Mono<Void> whole(
            JwtAuthenticationToken caller,
            Map<String, String> asked,
            ServerHttpResponse response,
            MediaType type,
            AuditFormat format) {
        var filter = query.filter(caller, asked);
        return exportLimiter.give(
                caller.getName(),
                shares.read(caller.getName(), () -> ranges.behind(asked.get("after"), filter))
                        .flatMap(range -> {
                            response.getHeaders().setContentType(type);
                            response.getHeaders().setCacheControl(CacheControl.noStore());
                            var whole = streams.whole(caller.getName(), range, format)
                                    .takeUntilOther(standing.refusal(caller));
                            return BackpressuredResponse.write(response, whole);
                        }));
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<Void> stream(
            JwtAuthenticationToken caller,
            @RequestParam Map<String, String> asked,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        var filter = query.filter(caller, asked);
        var lastEventId = LastEventId.of(request);
        return exportLimiter.give(
                caller.getName(),
                shares.read(
                                caller.getName(),
                                () -> lastEventId == null
                                        ? live(caller, response, ranges.news(asked.get("after"), filter))
                                        : resumed(caller, response, lastEventId, filter))
                        .flatMap(answer -> answer));
    }

    private Mono<Void> live(JwtAuthenticationToken caller, ServerHttpResponse response, AuditRange range) {
        return clients.serve(caller, response, streams.live(caller.getName(), range));
    }

    private Mono<Void> resumed(
            JwtAuthenticationToken caller, ServerHttpResponse response, String lastEventId, AuditFilter filter) {
        return ranges.resumed(lastEventId, filter)
                .map(range -> live(caller, response, range))
                .orElseGet(() -> clients.reset(
                        response, lastEventId, ranges.news(null, filter).head()));
    }
}
