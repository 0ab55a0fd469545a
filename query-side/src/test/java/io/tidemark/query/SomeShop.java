package io.tidemark.query;

import io.tidemark.db.log.EventMetaData;
import io.tidemark.events.Change;
import io.tidemark.events.DomainEvent;
import io.tidemark.events.business.BusinessCreated;
import io.tidemark.events.business.BusinessUpdated;
import io.tidemark.events.product.ProductCreated;
import io.tidemark.events.product.ProductDeleted;
import io.tidemark.events.product.ProductEnriched;
import io.tidemark.events.product.ProductEnrichmentFailed;
import io.tidemark.events.product.ProductEnrichmentRequested;
import io.tidemark.events.product.ProductImageShown;
import io.tidemark.events.product.ProductUpdated;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;

/** A user's business with a product as the command side would record them: each event is one version further. */
public final class SomeShop {

    private final String owner;
    private final String businessId = UUID.randomUUID().toString();
    private final String productId = UUID.randomUUID().toString();
    private final Map<String, Long> nextVersions = new HashMap<>();

    public SomeShop(String owner) {
        this.owner = owner;
    }

    public String businessId() {
        return businessId;
    }

    public String productId() {
        return productId;
    }

    public DomainEventMessage<?> opened() {
        return recorded("business", new BusinessCreated(businessId, owner, "Quay", "Boats"));
    }

    public DomainEventMessage<?> renamed(@Nullable String name, String... cleared) {
        return recorded(
                "business",
                new BusinessUpdated(
                        businessId, owner, field("name", name, cleared), field("description", null, cleared)));
    }

    public DomainEventMessage<?> created() {
        return recorded(
                "product",
                new ProductCreated(
                        productId, businessId, owner, "Rope", "Long", "12.50", "EUR", "https://a.example/", "draft"));
    }

    public DomainEventMessage<?> priced(@Nullable String price, @Nullable String currency, String... cleared) {
        return recorded(
                "product",
                new ProductUpdated(
                        productId,
                        owner,
                        Change.absent(),
                        field("description", null, cleared),
                        field("price", price, cleared),
                        field("currency", currency, cleared),
                        field("imageUrl", null, cleared)));
    }

    public DomainEventMessage<?> enrichmentRequested(String... cleared) {
        return recorded(
                "product",
                new ProductEnrichmentRequested(
                        productId, owner, Change.to("processing"), field("reason", null, cleared)));
    }

    public DomainEventMessage<?> enriched() {
        return recorded(
                "product",
                new ProductEnriched(
                        productId,
                        owner,
                        Change.to("enriched"),
                        Change.to("https://d.example/"),
                        Change.to("A thin line")));
    }

    public DomainEventMessage<?> enrichmentFailed() {
        return recorded(
                "product",
                new ProductEnrichmentFailed(
                        productId,
                        owner,
                        Change.to("failed"),
                        Change.to("https://c.example/"),
                        Change.to("A line"),
                        Change.to("out of ink")));
    }

    public DomainEventMessage<?> imageShown() {
        return recorded("product", new ProductImageShown(productId, owner, Change.to("https://e.example/")));
    }

    public DomainEventMessage<?> changedWhole() {
        return recorded(
                "product",
                new ProductUpdated(
                        productId,
                        owner,
                        Change.to("Line"),
                        Change.to("Thin"),
                        Change.to("1"),
                        Change.to("JPY"),
                        Change.to("https://b.example/")));
    }

    public DomainEventMessage<?> deleted() {
        return recorded("product", new ProductDeleted(productId, businessId, owner));
    }

    private DomainEventMessage<?> recorded(String kind, DomainEvent event) {
        long version = nextVersions.merge(kind, 0L, (last, none) -> last + 1);
        var metaData =
                Map.of(EventMetaData.ACTOR, owner, EventMetaData.COMMAND_ID, "%s c-%s".formatted(owner, version));
        return new GenericDomainEventMessage<>(kind, kind + "/" + event.id(), version, event, metaData);
    }

    private static <T> Change<T> field(String name, @Nullable T value, String... cleared) {
        if (value != null) {
            return Change.to(value);
        }
        return List.of(cleared).contains(name) ? Change.cleared() : Change.absent();
    }
}
