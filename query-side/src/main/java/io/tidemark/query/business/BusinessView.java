package io.tidemark.query.business;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code business_view}. Only the projection writes it. */
@Entity
@Immutable
@Table(name = "business_view")
class BusinessView {

    @Id
    UUID id;

    String owner;
    String name;

    @Nullable
    String description;

    long version;
    long position;
    Instant createdAt;
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills in the fields.
    protected BusinessView() {}
}
