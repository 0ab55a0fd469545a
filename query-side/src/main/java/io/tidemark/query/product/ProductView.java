package io.tidemark.query.product;

import io.tidemark.query.read.View;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code product_view}. */
@Entity
@Immutable
@Table(name = "product_view")
class ProductView extends View<ProductAnswer> {

    @Embedded
    private ProductAnswer answer;

    @SuppressWarnings("NullAway.Init") // Hibernate fills in the fields.
    protected ProductView() {}

    @Override
    protected ProductAnswer answer() {
        return answer;
    }
}
