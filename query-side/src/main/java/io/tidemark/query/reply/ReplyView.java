package io.tidemark.query.reply;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code reply_view}. Only the projection writes it. */
@Entity
@Immutable
@Table(name = "reply_view")
class ReplyView {

    @Id
    UUID id;

    String owner;
    String title;
    String content;

    @Nullable
    String category;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> tags;

    long version;
    long position;
    Instant createdAt;
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills in the fields.
    protected ReplyView() {}
}
