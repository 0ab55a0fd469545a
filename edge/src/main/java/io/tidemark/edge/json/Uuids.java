package io.tidemark.edge.json;

import io.tidemark.edge.refusal.Refused;
import java.util.UUID;
import java.util.regex.Pattern;

/** UUIDs as they come off the wire. Java's own parser takes much that is none. */
public final class Uuids {

    private static final Pattern FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Uuids() {}

    /**
     * Reads the id of a thing.
     *
     * @param kind what it is the id of: {@code reply}, and the code of the refusal is {@code reply.id}
     */
    public static UUID parse(String kind, String text) {
        if (!isWellFormed(text)) {
            throw Refused.invalid(kind + ".id", "the %s id must be a UUID".formatted(kind));
        }
        return UUID.fromString(text);
    }

    public static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }
}
