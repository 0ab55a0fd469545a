package io.tidemark.command.product;

import io.tidemark.edge.refusal.Refused;

/** What is said about a product: at most 10,000 characters, kept as it is. */
record ProductDescription(String value) {

    static final int MAX_LENGTH = 10_000;

    ProductDescription {
        if (value.codePointCount(0, value.length()) > MAX_LENGTH) {
            throw Refused.invalid(
                    "product.description-length", "description must have at most %s characters".formatted(MAX_LENGTH));
        }
    }
}
