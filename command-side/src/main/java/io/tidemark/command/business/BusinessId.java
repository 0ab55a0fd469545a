package io.tidemark.command.business;

import io.tidemark.edge.Problem;
import java.util.UUID;
import java.util.regex.Pattern;

/** Which business. In the log it is {@code business/<uuid>}, so that no other kind of thing can have the same id. */
public record BusinessId(UUID value) {

    private static final String KIND = "business/";
    private static final Pattern FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Reads an id off the wire. */
    public static BusinessId parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw Problem.invalid("business.id", "the id of a business is a UUID");
        }
        return new BusinessId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return KIND + value;
    }
}
