package io.tidemark.query.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads {@code session_view}. */
interface SessionViews extends Repository<SessionView, UUID> {

    Optional<SessionView> findByIdAndOwner(UUID id, String owner);

    /** An owner's sessions, the newest change first, before a position; null stands for any. */
    @Query(nativeQuery = true, value = """
                    SELECT * FROM session_view
                    WHERE owner = :owner AND position < :before
                      AND (cast(:open AS boolean) IS NULL OR (ended_at IS NULL) = cast(:open AS boolean))
                      AND (cast(:repoOwner AS text) IS NULL OR repo_owner = cast(:repoOwner AS text)
                                                           AND repo_name = cast(:repoName AS text))
                      AND (cast(:from AS timestamptz) IS NULL OR started_at >= cast(:from AS timestamptz))
                      AND (cast(:to AS timestamptz) IS NULL OR started_at < cast(:to AS timestamptz))
                    ORDER BY position DESC LIMIT :limit
                    """)
    List<SessionView> latest(
            String owner,
            long before,
            @Nullable Boolean open,
            @Nullable String repoOwner,
            @Nullable String repoName,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit);
}
