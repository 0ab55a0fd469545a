package io.tidemark.query.reply;

import io.tidemark.query.read.Versioned;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A saved reply as reads answer it. */
@Embeddable
record ReplyAnswer(
        @Column(insertable = false, updatable = false) UUID id,
        String title,
        String content,
        @Nullable String category,
        @JdbcTypeCode(SqlTypes.ARRAY) List<String> tags,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {}
