package io.tidemark.query.session;

import io.tidemark.query.read.View;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code session_view}. */
@Entity
@Immutable
@Table(name = "session_view")
class SessionView extends View<SessionAnswer> {

    @Embedded
    private SessionAnswer answer;

    @SuppressWarnings("NullAway.Init") // Hibernate fills in the fields.
    protected SessionView() {}

    @Override
    protected SessionAnswer answer() {
        return answer;
    }
}
