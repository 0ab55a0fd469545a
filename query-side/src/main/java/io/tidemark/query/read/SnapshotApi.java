package io.tidemark.query.read;

import io.tidemark.edge.refusal.Refused;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers with all that is the caller's, at one cursor. */
@RestController
class SnapshotApi {

    private final Reads reads;
    private final List<SnapshotPart> parts;
    private final int maxRows;

    SnapshotApi(Reads reads, List<SnapshotPart> parts, ReadProperties properties) {
        this.reads = reads;
        this.parts =
                parts.stream().sorted(Comparator.comparing(SnapshotPart::name)).toList();
        this.maxRows = properties.maxSnapshotRows();
    }

    @GetMapping(path = "/api/snapshot", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Map<String, Object>>> snapshot(ReadRequest request) {
        return reads.read(request, () -> all(request.caller())).map(at -> {
            var body = new LinkedHashMap<String, Object>();
            body.put("cursor", at.cursor().toString());
            body.putAll(at.value());
            return at.ok().cacheControl(CacheControl.noStore()).body(body);
        });
    }

    private Map<String, Object> all(String user) {
        var all = new LinkedHashMap<String, Object>();
        for (var part : parts) {
            var rows = part.of(user, maxRows + 1);
            if (rows.size() > maxRows) {
                throw Refused.conflict(
                        "snapshot.too-large",
                        "there are more than %s %s; read the list, and start the stream at its first page's cursor"
                                .formatted(maxRows, part.name()));
            }
            all.put(part.name(), rows);
        }
        return all;
    }
}
