package io.tidemark.query.product;

import io.tidemark.query.read.Views;
import java.util.Optional;
import java.util.UUID;

/** Reads {@code product_view}. */
interface ProductViews extends Views<ProductView> {

    Optional<ProductView> findByIdAndAnswerBusinessIdAndOwner(UUID id, UUID businessId, String owner);

    @Override
    default String name() {
        return "products";
    }
}
