package io.tidemark.query.session;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tidemark.query.read.Versioned;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/**
 * A work session as reads answer it.
 *
 * @param activities the total per kind, as JSON
 */
@Embeddable
record SessionAnswer(
        @Column(insertable = false, updatable = false) UUID id,
        String localId,
        String repoOwner,
        String repoName,
        long prNumber,

        @Formula("CASE WHEN ended_at IS NULL THEN 'open' ELSE 'ended' END")
        String status,

        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationSeconds,
        @Nullable String endedBy,
        boolean contradictory,
        long activityCount,
        @JsonRawValue String activities,
        @Nullable Instant lastActivityAt,
        long version,
        Instant updatedAt)
        implements Versioned {}
