package io.tidemark.query.product;

import io.tidemark.edge.refusal.Refused;
import java.util.Locale;
import java.util.stream.Stream;

/** How far the enrichment of a product has come. */
enum ProductStatus {
    DRAFT,
    PROCESSING,
    ENRICHED,
    FAILED;

    static ProductStatus parse(String text) {
        return Stream.of(values())
                .filter(status -> status.text().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        Refused.invalid("status.invalid", "status must be draft, processing, enriched or failed"));
    }

    /** The status as the wire and the table say it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
