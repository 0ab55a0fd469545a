package io.tidemark.query.audit.export;

import io.tidemark.edge.json.WireText;
import io.tidemark.query.audit.AuditEntry;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** One entry per line, as JSON. */
@Component
class NdjsonEntries implements AuditFormat {

    private final JsonMapper json;

    NdjsonEntries(JsonMapper json) {
        this.json = json;
    }

    private record Complete(boolean complete, String cursor) {}

    @Override
    public String head() {
        return "";
    }

    @Override
    public String entry(AuditEntry entry) {
        return WireText.onOneLine(json.writeValueAsString(entry)) + "\n";
    }

    @Override
    public String end(String cursor) {
        return json.writeValueAsString(new Complete(true, cursor)) + "\n";
    }
}
