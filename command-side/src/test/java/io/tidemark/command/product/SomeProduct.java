package io.tidemark.command.product;

import io.tidemark.command.business.BusinessId;
import io.tidemark.command.business.SomeBusinesses;
import io.tidemark.command.image.ImageName;
import io.tidemark.command.image.ImageType;
import io.tidemark.command.money.PriceText;
import io.tidemark.edge.json.MergePatch;
import io.tidemark.events.product.ProductCreated;
import io.tidemark.events.product.ProductDeleted;
import io.tidemark.events.product.ProductUpdated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;

/** Ann's rope, and what can happen to it. */
final class SomeProduct {

    static final Instant NOW = Instant.parse("2026-11-20T09:30:00.123Z");
    static final String ID = "6f1c2d4e-0000-4000-8000-000000000001";
    static final ProductId PRODUCT = new ProductId(UUID.fromString(ID));
    static final BusinessId BUSINESS = BusinessId.parse("6f1c2d4e-0000-4000-8000-000000000002");
    static final BusinessId OTHER_BUSINESS = BusinessId.parse("6f1c2d4e-0000-4000-8000-000000000003");
    static final ImageName IMAGE = new ImageName(PRODUCT.value(), "0a".repeat(32), ImageType.PNG);

    private SomeProduct() {}

    static FixtureConfiguration<Product> fixture() {
        return new AggregateTestFixture<>(Product.class)
                .registerInjectableResource(SomeBusinesses.one(BUSINESS, "ann"));
    }

    static ProductCreated created() {
        return new ProductCreated(
                ID,
                BUSINESS.value().toString(),
                "ann",
                "Rope",
                "Ten metres",
                "12.50",
                "EUR",
                "https://example.com/rope.png",
                "draft");
    }

    static ProductDeleted deleted() {
        return new ProductDeleted(ID, BUSINESS.value().toString(), "ann");
    }

    static ProductUpdated renamed(String name) {
        return new ProductUpdated(ID, "ann", name, null, null, null, null, null, null, null, null, List.of());
    }

    static ProductUpdated priced(@Nullable String price, @Nullable String currency, String... cleared) {
        return new ProductUpdated(
                ID, "ann", null, null, price, currency, null, null, null, null, null, List.of(cleared));
    }

    static ProductUpdated cleared(String... fields) {
        return priced(null, null, fields);
    }

    static ProductUpdated shown(String imageUrl) {
        return new ProductUpdated(ID, "ann", null, null, null, null, imageUrl, null, null, null, null, List.of());
    }

    static ProductUpdated processing(String... cleared) {
        return new ProductUpdated(
                ID, "ann", null, null, null, null, null, "processing", null, null, null, List.of(cleared));
    }

    static ProductUpdated enriched(@Nullable String image, @Nullable String caption) {
        return new ProductUpdated(ID, "ann", null, null, null, null, null, "enriched", image, caption, null, List.of());
    }

    static ProductUpdated failed(@Nullable String reason) {
        return new ProductUpdated(ID, "ann", null, null, null, null, null, "failed", null, null, reason, List.of());
    }

    static ProductChanges changes(
            @Nullable String name,
            @Nullable String description,
            @Nullable String price,
            @Nullable String currency,
            @Nullable String imageUrl,
            String... cleared) {
        var priceText = price == null ? null : new PriceText(price);
        return ProductChanges.parse(new MergePatch<>(
                new ProductChanges.Patch(name, description, priceText, currency, imageUrl), List.of(cleared)));
    }

    static ProductChanges name(String name) {
        return changes(name, null, null, null, null);
    }
}
