package io.tidemark.command.product;

import io.tidemark.edge.json.Uuids;
import java.util.UUID;

/** Which product. In the log it is {@code product/<uuid>}, so that no other kind of thing can have the same id. */
record ProductId(UUID value) {

    private static final String KIND = "product/";

    static ProductId parse(String text) {
        return new ProductId(Uuids.parse("product", text));
    }

    @Override
    public String toString() {
        return KIND + value;
    }
}
