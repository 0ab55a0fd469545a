package io.tidemark.command.product;

import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.Change;
import io.tidemark.events.product.ProductChange;
import io.tidemark.events.product.ProductEnriched;
import io.tidemark.events.product.ProductEnrichmentFailed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a workflow says of a product: a status, and what it made; null says nothing. */
record EnrichmentReport(
        ProductStatus status,
        @Nullable ImageUrl image,
        @Nullable String caption,
        @Nullable String reason) {

    static final int MAX_CAPTION = 2_000;
    static final int MAX_REASON = 1_000;

    EnrichmentReport {
        if (caption != null && caption.codePointCount(0, caption.length()) > MAX_CAPTION) {
            throw Refused.invalid(
                    "product.caption-length",
                    "generatedCaption must have at most %s characters".formatted(MAX_CAPTION));
        }
        if (reason != null && status != ProductStatus.FAILED) {
            throw Refused.invalid("product.reason", "reason is allowed only with the status failed");
        }
        if (reason != null && reason.codePointCount(0, reason.length()) > MAX_REASON) {
            throw Refused.invalid("product.reason", "reason must have at most %s characters".formatted(MAX_REASON));
        }
    }

    /** A report as it comes off the wire. */
    record Wire(
            @Nullable String status,
            @Nullable String generatedImageUrl,
            @Nullable String generatedCaption,
            @Nullable String reason) {}

    static EnrichmentReport parse(Wire wire) {
        return new EnrichmentReport(
                status(wire.status()),
                wire.generatedImageUrl() == null ? null : new ImageUrl(wire.generatedImageUrl()),
                wire.generatedCaption(),
                wire.reason());
    }

    private static ProductStatus status(@Nullable String text) {
        if (ProductStatus.ENRICHED.text().equals(text)) {
            return ProductStatus.ENRICHED;
        }
        if (ProductStatus.FAILED.text().equals(text)) {
            return ProductStatus.FAILED;
        }
        throw Refused.invalid("product.status", "status must be enriched or failed");
    }

    /** The event that says what is different from the state; empty if the report came before. */
    Optional<ProductChange> against(ProductState state) {
        if (state.is(status) && saysNothingNewOf(state)) {
            return Optional.empty();
        }
        if (!state.is(ProductStatus.PROCESSING)) {
            throw Refused.conflict("product.not-processing", "no enrichment of the product is in progress");
        }
        if (image != null) {
            image.requireUploaded(state);
        }
        return Optional.of(event(state));
    }

    private ProductChange event(ProductState state) {
        var status = Change.to(this.status.text());
        return this.status == ProductStatus.FAILED
                ? new ProductEnrichmentFailed(
                        state.id(), state.owner(), status, newImage(state), newCaption(state), newReason(state))
                : new ProductEnriched(state.id(), state.owner(), status, newImage(state), newCaption(state));
    }

    private boolean saysNothingNewOf(ProductState state) {
        return Change.allAbsent(newImage(state), newCaption(state), newReason(state));
    }

    private Change<String> newImage(ProductState state) {
        return said(image).map(ImageUrl::value).against(state.generatedImageUrl());
    }

    private Change<String> newCaption(ProductState state) {
        return said(caption).against(state.generatedCaption());
    }

    private Change<String> newReason(ProductState state) {
        return said(reason).against(state.reason());
    }

    private static <T> Change<T> said(@Nullable T value) {
        return value == null ? Change.absent() : Change.to(value);
    }
}
