package io.tidemark.query.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code session_view}. Only the projection writes it. */
@Entity
@Immutable
@Table(name = "session_view")
class SessionView {

    @Id
    UUID id;

    String owner;
    String localId;
    String repoOwner;
    String repoName;
    long prNumber;
    Instant startedAt;

    @Nullable
    Instant endedAt;

    @Nullable
    Long durationSeconds;

    @Nullable
    String endedBy;

    boolean contradictory;
    long activityCount;

    /** The total per kind, as JSON. */
    String activities;

    @Nullable
    Instant lastActivityAt;

    long version;
    long position;
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills in the fields.
    protected SessionView() {}
}
