package io.tidemark.query.read;

import io.tidemark.edge.refusal.Refused;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about its read, besides the resource.
 *
 * @param caller who sends it
 * @param after the cursor that the read models must have reached first, from {@code Tidemark-After}
 * @param query the query parameters, from the address alone: Spring's own binding takes them from headers and bodies too
 */
public record ReadRequest(String caller, @Nullable String after, Map<String, @Nullable String> query) {

    private static final int DEFAULT_LIMIT = 50;

    /** A query parameter; null if the request has none by that name. */
    public @Nullable String parameter(String name) {
        return query.get(name);
    }

    /** How many rows it asks for. */
    int limit(int maxLimit) {
        return Page.limit(parameter("limit"), DEFAULT_LIMIT, maxLimit);
    }

    /** Where the page begins that it asks for, as the page before it said in {@code next}; null for the first page. */
    @Nullable
    PageToken pageToken() {
        var raw = parameter("after");
        return raw == null ? null : PageToken.parse(raw).orElseThrow(ReadRequest::noPage);
    }

    /** The request asks for a page that no page of this history named. */
    static Refused noPage() {
        return Refused.invalid("after.invalid", "after must be the next of the page before it");
    }
}
