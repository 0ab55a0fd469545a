package io.tidemark.command.business;

import io.tidemark.edge.refusal.Refused;

/** What a business says about itself: at most 2,000 characters, kept as it is. */
record BusinessDescription(String value) {

    static final int MAX_LENGTH = 2_000;

    BusinessDescription {
        if (value.codePointCount(0, value.length()) > MAX_LENGTH) {
            throw Refused.invalid(
                    "business.description-length", "description must have at most %s characters".formatted(MAX_LENGTH));
        }
    }
}
