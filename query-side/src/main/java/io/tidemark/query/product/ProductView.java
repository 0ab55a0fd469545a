package io.tidemark.query.product;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code product_view}. Only the projection writes it. */
@Entity
@Immutable
@Table(name = "product_view")
class ProductView {

    @Id
    UUID id;

    UUID businessId;
    String owner;
    String name;

    @Nullable
    String description;

    @Nullable
    BigDecimal price;

    @Nullable
    String currency;

    @Nullable
    String imageUrl;

    String status;

    @Nullable
    String generatedImageUrl;

    @Nullable
    String generatedCaption;

    @Nullable
    String reason;

    long version;
    long position;
    Instant createdAt;
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills in the fields.
    protected ProductView() {}
}
