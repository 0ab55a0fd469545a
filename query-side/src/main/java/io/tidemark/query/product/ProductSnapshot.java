package io.tidemark.query.product;

import io.tidemark.query.read.SnapshotPart;
import java.util.List;
import org.springframework.stereotype.Component;

/** The products in a user's snapshot. */
@Component
class ProductSnapshot implements SnapshotPart {

    private final ProductViews products;

    ProductSnapshot(ProductViews products) {
        this.products = products;
    }

    @Override
    public String name() {
        return "products";
    }

    @Override
    public List<?> of(String user, int limit) {
        return products.latestOf(user, limit).stream()
                .map(ProductApi.Answer::of)
                .toList();
    }
}
