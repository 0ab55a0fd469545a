package io.tidemark.query.business;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads {@code business_view}. */
interface BusinessViews extends Repository<BusinessView, UUID> {

    Optional<BusinessView> findByIdAndOwner(UUID id, String owner);

    boolean existsByIdAndOwner(UUID id, String owner);

    /** An owner's businesses, the newest change first, before a position. */
    @Query(nativeQuery = true, value = """
                    SELECT * FROM business_view
                    WHERE owner = :owner AND position < :before
                    ORDER BY position DESC LIMIT :limit
                    """)
    List<BusinessView> latest(String owner, long before, int limit);
}
