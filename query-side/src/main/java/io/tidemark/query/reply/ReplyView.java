package io.tidemark.query.reply;

import io.tidemark.query.read.View;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code reply_view}. */
@Entity
@Immutable
@Table(name = "reply_view")
class ReplyView extends View<ReplyAnswer> {

    @Embedded
    private ReplyAnswer answer;

    @SuppressWarnings("NullAway.Init") // Hibernate fills in the fields.
    protected ReplyView() {}

    @Override
    protected ReplyAnswer answer() {
        return answer;
    }
}
