package io.tidemark.query.business;

import io.tidemark.query.read.View;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code business_view}. */
@Entity
@Immutable
@Table(name = "business_view")
class BusinessView extends View<BusinessAnswer> {

    @Embedded
    private BusinessAnswer answer;

    @SuppressWarnings("NullAway.Init") // Hibernate fills in the fields.
    protected BusinessView() {}

    @Override
    protected BusinessAnswer answer() {
        return answer;
    }
}
