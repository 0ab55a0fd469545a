package io.tidemark.command.business;

import io.tidemark.edge.json.Uuids;
import java.util.UUID;

/** Which business. In the log it is {@code business/<uuid>}, so that no other kind of thing can have the same id. */
public record BusinessId(UUID value) {

    private static final String KIND = "business/";

    /** Reads an id off the wire. */
    public static BusinessId parse(String text) {
        return new BusinessId(Uuids.parse("business", text));
    }

    @Override
    public String toString() {
        return KIND + value;
    }
}
