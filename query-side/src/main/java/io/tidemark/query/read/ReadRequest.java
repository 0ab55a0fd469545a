package io.tidemark.query.read;

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

    /** The page that it asks for: {@code limit} rows behind {@code after}, which the page before gave as {@code next}. */
    PageBounds page(int maxLimit) {
        int limit = Page.limit(parameter("limit"), DEFAULT_LIMIT, maxLimit);
        return new PageBounds(limit, Page.number("after", parameter("after"), Long.MAX_VALUE, 1, Long.MAX_VALUE));
    }
}
