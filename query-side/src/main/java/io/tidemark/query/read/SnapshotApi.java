package io.tidemark.query.read;

import io.tidemark.edge.refusal.Refused;
import io.tidemark.query.read.share.ReadProperties;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers with all of the caller's resources, page by page, at one cursor from which the stream goes on. */
@RestController
class SnapshotApi implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotApi.class);
    private static final String NOBODY = "";

    /** How many rows a page has at most; that many small ones are still less than what a page may have in bytes. */
    private static final int MAX_ROWS = 5_000;

    private final Reads reads;
    private final List<SnapshotPart> parts;
    private final ReadProperties properties;
    private final JsonMapper json;

    SnapshotApi(Reads reads, List<SnapshotPart> parts, ReadProperties properties, JsonMapper json) {
        this.reads = reads;
        this.parts =
                parts.stream().sorted(Comparator.comparing(SnapshotPart::name)).toList();
        this.properties = properties;
        this.json = json;
    }

    /**
     * A page of a snapshot.
     *
     * @param rows by part
     * @param nextPart the part in which the next page begins; null if there is none
     * @param before the position before which its rows were created
     */
    private record SnapshotPage(
            Map<String, Object> rows, @Nullable String nextPart, long before) {}

    /**
     * Reads once before the process listens. Otherwise the first read would load all that code within its time-out, and on a
     * busy machine be answered 503.
     */
    @Override
    public void afterSingletonsInstantiated() {
        try {
            reads.now(() -> page(NOBODY, null));
        } catch (DataAccessException | TransactionException | Refused outage) {
            LOG.debug("The first read will take longer", outage);
        }
    }

    @GetMapping(path = "/api/snapshot", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Map<String, Object>>> snapshot(ReadRequest request) {
        var token = reads.current(request.pageToken());
        return reads.snapshot(request, () -> page(request.caller(), token))
                .map(at -> at.from(token))
                .map(at -> at.ok().cacheControl(CacheControl.noStore()).body(body(at)));
    }

    private static Map<String, Object> body(Reads.At<SnapshotPage> at) {
        var body = new LinkedHashMap<String, Object>();
        var page = at.value();
        body.put("cursor", at.cursor().toString());
        body.putAll(page.rows());
        if (page.nextPart() != null) {
            body.put("next", new PageToken(at.cursor(), page.nextPart(), page.before()).toString());
        }
        return body;
    }

    /** Each page has all parts, so that a client adds up the pages without looking at what is missing. */
    private SnapshotPage page(String user, @Nullable PageToken token) {
        var budget = new PageRows.Budget(MAX_ROWS, properties.maxPageSize().toBytes());
        var rows = new LinkedHashMap<String, Object>();
        parts.forEach(part -> rows.put(part.name(), List.of()));
        for (var part : parts) {
            long before = before(part.name(), token);
            if (before == 0) {
                continue;
            }
            var read = PageRows.read(part.of(user, PageBounds.before(before, MAX_ROWS)), before, budget, json);
            rows.put(part.name(), read.rows());
            if (!read.complete()) {
                return new SnapshotPage(rows, part.name(), read.before());
            }
        }
        return new SnapshotPage(rows, null, 0);
    }

    /** The position before which the page's rows of a part were created; 0 if pages before it had all of that part. */
    private static long before(String part, @Nullable PageToken token) {
        if (token == null) {
            return Reads.NEWEST;
        }
        int order = part.compareTo(token.part());
        return order > 0 ? Reads.NEWEST : order < 0 ? 0 : token.before();
    }
}
