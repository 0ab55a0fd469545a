package io.tidemark.command.product;

import io.tidemark.edge.Problem;
import java.util.UUID;
import java.util.regex.Pattern;

/** Which product. In the log it is {@code product/<uuid>}, so that no other kind of thing can have the same id. */
record ProductId(UUID value) {

    private static final String KIND = "product/";
    private static final Pattern FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static ProductId parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw Problem.invalid("product.id", "the id of a product is a UUID");
        }
        return new ProductId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return KIND + value;
    }
}
