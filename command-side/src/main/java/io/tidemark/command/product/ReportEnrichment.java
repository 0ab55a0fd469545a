package io.tidemark.command.product;

import io.tidemark.command.business.BusinessId;
import io.tidemark.command.dispatch.ExpectedVersion;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Says what an enrichment came to. Any workflow may, whoever owns the product, while the product waits for it. */
record ReportEnrichment(
        @TargetAggregateIdentifier ProductId id,
        BusinessId businessId,
        @Nullable ExpectedVersion expectedVersion,
        EnrichmentReport report) {}
