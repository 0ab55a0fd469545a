package io.tidemark.query.business;

import io.tidemark.query.read.Versioned;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A business as reads answer it. */
@Embeddable
record BusinessAnswer(
        @Column(insertable = false, updatable = false) UUID id,
        String name,
        @Nullable String description,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {}
