package io.tidemark.edge.json;

import io.tidemark.edge.refusal.Refused;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON merge patches (RFC 7396) of flat objects. */
public final class MergePatch {

    private MergePatch() {}

    /** Reads a patch; like in any other body, a field that the type does not have is refused. */
    public static <T> T read(JsonNode body, Class<T> type, JsonMapper json) {
        if (!body.isObject()) {
            throw Refused.invalid("json.wrong-type", "the body must be one JSON object");
        }
        try {
            return json.treeToValue(body, type);
        } catch (JacksonException invalid) {
            throw new ServerWebInputException("cannot read the patch", null, invalid);
        }
    }
}
