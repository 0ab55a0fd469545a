package io.tidemark.query.reply;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads {@code reply_view}. */
interface ReplyViews extends Repository<ReplyView, UUID> {

    Optional<ReplyView> findByIdAndOwner(UUID id, String owner);

    /** An owner's replies, the newest change first, before a position; null stands for any. */
    @Query(nativeQuery = true, value = """
                    SELECT * FROM reply_view
                    WHERE owner = :owner AND position < :before
                      AND (cast(:category AS text) IS NULL OR category = cast(:category AS text))
                      AND (cast(:tag AS text) IS NULL OR cast(:tag AS text) = ANY (tags))
                      AND (cast(:pattern AS text) IS NULL OR title ILIKE cast(:pattern AS text)
                                                          OR content ILIKE cast(:pattern AS text))
                    ORDER BY position DESC LIMIT :limit
                    """)
    List<ReplyView> latest(
            String owner,
            long before,
            @Nullable String category,
            @Nullable String tag,
            @Nullable String pattern,
            int limit);
}
