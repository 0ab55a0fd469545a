package io.tidemark.command.product;

import java.util.Locale;

/** How far the enrichment of a product has come. */
enum ProductStatus {
    DRAFT,
    PROCESSING,
    ENRICHED,
    FAILED;

    /** As events and answers have it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
