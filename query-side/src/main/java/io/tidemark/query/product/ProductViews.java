package io.tidemark.query.product;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads {@code product_view}. */
interface ProductViews extends Repository<ProductView, UUID> {

    Optional<ProductView> findByIdAndBusinessIdAndOwner(UUID id, UUID businessId, String owner);

    /** A business's products, the newest change first, before a position; null stands for any status. */
    @Query(nativeQuery = true, value = """
                    SELECT * FROM product_view
                    WHERE business_id = :businessId AND position < :before
                      AND (cast(:status AS text) IS NULL OR status = cast(:status AS text))
                    ORDER BY position DESC LIMIT :limit
                    """)
    List<ProductView> latest(UUID businessId, long before, @Nullable String status, int limit);

    /** An owner's products, of all businesses, the newest change first. */
    @Query(
            nativeQuery = true,
            value = "SELECT * FROM product_view WHERE owner = :owner ORDER BY position DESC LIMIT :limit")
    List<ProductView> latestOf(String owner, int limit);
}
