package io.tidemark.events.product;

import io.tidemark.events.Change;

/** A change of a product that exists, whatever caused it. Each kind has some of the fields; it leaves the others as they are. */
public sealed interface ProductChange extends ProductEvent
        permits ProductUpdated,
                ProductImageShown,
                ProductEnrichmentRequested,
                ProductEnriched,
                ProductEnrichmentFailed {

    default Change<String> name() {
        return Change.absent();
    }

    default Change<String> description() {
        return Change.absent();
    }

    /** As in {@link ProductCreated}. */
    default Change<String> price() {
        return Change.absent();
    }

    default Change<String> currency() {
        return Change.absent();
    }

    default Change<String> imageUrl() {
        return Change.absent();
    }

    /** {@code processing}, {@code enriched} or {@code failed}. */
    default Change<String> status() {
        return Change.absent();
    }

    default Change<String> generatedImageUrl() {
        return Change.absent();
    }

    default Change<String> generatedCaption() {
        return Change.absent();
    }

    /** Why the enrichment failed. */
    default Change<String> reason() {
        return Change.absent();
    }
}
