package io.tidemark.query.business;

import io.tidemark.query.read.Views;
import java.util.UUID;

/** Reads {@code business_view}. */
interface BusinessViews extends Views<BusinessView> {

    boolean existsByIdAndOwner(UUID id, String owner);

    @Override
    default String name() {
        return "businesses";
    }
}
