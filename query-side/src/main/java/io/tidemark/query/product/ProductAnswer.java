package io.tidemark.query.product;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.tidemark.query.read.Versioned;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product as reads answer it.
 *
 * @param price a text, because not every JSON parser reads a number exactly
 */
@Embeddable
record ProductAnswer(
        @Column(insertable = false, updatable = false) UUID id,
        UUID businessId,
        String name,
        @Nullable String description,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal price,

        @Nullable String currency,
        @Nullable String imageUrl,
        String status,
        @Nullable String generatedImageUrl,
        @Nullable String generatedCaption,
        @Nullable String reason,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {}
