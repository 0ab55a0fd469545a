package io.tidemark.command.product;

import io.tidemark.command.business.BusinessId;
import io.tidemark.command.business.SomeBusinesses;
import io.tidemark.command.image.ImageName;
import io.tidemark.command.image.ImageType;
import io.tidemark.command.money.PriceText;
import io.tidemark.events.Change;
import io.tidemark.events.product.ProductCreated;
import io.tidemark.events.product.ProductDeleted;
import io.tidemark.events.product.ProductEnriched;
import io.tidemark.events.product.ProductEnrichmentFailed;
import io.tidemark.events.product.ProductEnrichmentRequested;
import io.tidemark.events.product.ProductImageShown;
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
        return updated(Change.to(name), null, null);
    }

    static ProductUpdated priced(@Nullable String price, @Nullable String currency, String... cleared) {
        return updated(Change.absent(), price, currency, cleared);
    }

    static ProductUpdated cleared(String... fields) {
        return priced(null, null, fields);
    }

    private static ProductUpdated updated(
            Change<String> name, @Nullable String price, @Nullable String currency, String... cleared) {
        return new ProductUpdated(
                ID,
                "ann",
                name,
                field("description", null, cleared),
                field("price", price, cleared),
                field("currency", currency, cleared),
                field("imageUrl", null, cleared));
    }

    static ProductImageShown shown(String imageUrl) {
        return new ProductImageShown(ID, "ann", Change.to(imageUrl));
    }

    static ProductEnrichmentRequested processing(String... cleared) {
        return new ProductEnrichmentRequested(ID, "ann", Change.to("processing"), field("reason", null, cleared));
    }

    static ProductEnriched enriched(@Nullable String image, @Nullable String caption) {
        return new ProductEnriched(ID, "ann", Change.to("enriched"), field("image", image), field("caption", caption));
    }

    static ProductEnrichmentFailed failed(@Nullable String reason) {
        return new ProductEnrichmentFailed(
                ID, "ann", Change.to("failed"), Change.absent(), Change.absent(), field("reason", reason));
    }

    static ProductChanges changes(
            @Nullable String name,
            @Nullable String description,
            @Nullable String price,
            @Nullable String currency,
            @Nullable String imageUrl,
            String... cleared) {
        return ProductChanges.parse(new ProductChanges.Patch(
                field("name", name, cleared),
                field("description", description, cleared),
                field("price", price, cleared).map(PriceText::new),
                field("currency", currency, cleared),
                field("imageUrl", imageUrl, cleared)));
    }

    static ProductChanges name(String name) {
        return changes(name, null, null, null, null);
    }

    private static <T> Change<T> field(String name, @Nullable T value, String... cleared) {
        if (value != null) {
            return Change.to(value);
        }
        return List.of(cleared).contains(name) ? Change.cleared() : Change.absent();
    }
}
