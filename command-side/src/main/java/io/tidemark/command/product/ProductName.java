package io.tidemark.command.product;

import io.tidemark.edge.json.WireText;
import io.tidemark.edge.refusal.Refused;
import org.jspecify.annotations.Nullable;

/** The name of a product: 1 to 200 characters, no outer white space. */
record ProductName(String value) {

    static final int MAX_LENGTH = 200;

    ProductName {
        value = value.strip();
        if (WireText.isInvisible(value) || value.codePointCount(0, value.length()) > MAX_LENGTH) {
            throw Refused.invalid(
                    "product.name-length",
                    "name must have 1 to %s characters and must not be blank".formatted(MAX_LENGTH));
        }
    }

    static ProductName parse(@Nullable String raw) {
        return new ProductName(raw == null ? "" : raw);
    }
}
