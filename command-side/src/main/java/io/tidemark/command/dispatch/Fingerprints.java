package io.tidemark.command.dispatch;

import io.tidemark.edge.Sha256;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells whether two requests under one idempotency key are the same: target, expected version and body. */
@Component
class Fingerprints {

    private final JsonMapper json;

    Fingerprints(JsonMapper json) {
        this.json = json;
    }

    String of(CommandRequest request, Object body) {
        var version = String.valueOf(request.expectedVersion());
        var text = json.writeValueAsBytes(List.of(request.target(), version, body));
        return HexFormat.of().formatHex(Sha256.digest().digest(text));
    }
}
