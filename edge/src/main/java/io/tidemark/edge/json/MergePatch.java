package io.tidemark.edge.json;

import io.tidemark.edge.refusal.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON merge patch (RFC 7396) of a flat object.
 *
 * @param fields the fields that are given a value; the others are null
 * @param cleared the names of the fields that are given as {@code null}
 */
public record MergePatch<T>(T fields, List<String> cleared) {

    /** What is asked of a field if it is not so already; else null, as of a field that nothing is asked of. */
    public static <T> @Nullable T changed(@Nullable T asked, @Nullable T current) {
        return Objects.equals(asked, current) ? null : asked;
    }

    /** Reads a patch; whatever the type does not know is refused like in any other body. */
    public static <T> MergePatch<T> read(JsonNode body, Class<T> type, JsonMapper json) {
        if (!body.isObject()) {
            throw Refused.invalid("json.wrong-type", "the body must be one JSON object");
        }
        try {
            var cleared = body.propertyStream()
                    .filter(field -> field.getValue().isNull())
                    .map(Map.Entry::getKey)
                    .toList();
            return new MergePatch<>(json.treeToValue(body, type), cleared);
        } catch (JacksonException invalid) {
            throw new ServerWebInputException("cannot read the patch", null, invalid);
        }
    }
}
