package io.tidemark.edge.json;

import io.tidemark.edge.refusal.Refused;
import java.util.UUID;
import java.util.regex.Pattern;

/** Parses UUIDs of requests. Java's own parser accepts texts that are not UUIDs. */
public final class Uuids {

    private static final Pattern FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Uuids() {}

    /**
     * Parses the id of a resource.
     *
     * @param kind the kind of resource. For {@code reply}, the code of the refusal is {@code reply.id}
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
