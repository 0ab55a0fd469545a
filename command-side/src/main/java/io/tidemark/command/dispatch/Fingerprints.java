package io.tidemark.command.dispatch;

import io.tidemark.edge.Sha256;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Digests of requests, to detect whether two requests with one idempotency key are the same: target, expected version
 * and body. The body is compared by value: the order of its members and the notation of numbers do not matter.
 */
@Component
class Fingerprints {

    private final JsonMapper json;

    Fingerprints(JsonMapper json) {
        this.json = json;
    }

    String of(CommandRequest request, Object body) {
        var expected = request.expectedVersion();
        var version = expected == null ? "*" : expected.oneOf().toString();
        var text = json.writeValueAsBytes(List.of(request.target(), version, body));
        return HexFormat.of().formatHex(Sha256.digest().digest(text));
    }
}
