package io.tidemark.query;

import io.tidemark.db.log.EventMetaData;
import io.tidemark.events.DomainEvent;
import io.tidemark.events.business.BusinessCreated;
import io.tidemark.events.business.BusinessUpdated;
import io.tidemark.events.product.ProductCreated;
import io.tidemark.events.product.ProductDeleted;
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
        return recorded("business", new BusinessUpdated(businessId, owner, name, null, List.of(cleared)));
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
                        productId, owner, null, null, price, currency, null, null, null, null, null, List.of(cleared)));
    }

    public DomainEventMessage<?> is(String status, String... cleared) {
        return recorded(
                "product",
                new ProductUpdated(
                        productId, owner, null, null, null, null, null, status, null, null, null, List.of(cleared)));
    }

    public DomainEventMessage<?> changedWhole() {
        return recorded(
                "product",
                new ProductUpdated(
                        productId,
                        owner,
                        "Line",
                        "Thin",
                        "1",
                        "JPY",
                        "https://b.example/",
                        "failed",
                        "https://c.example/",
                        "A line",
                        "out of ink",
                        List.of()));
    }

    public DomainEventMessage<?> deleted() {
        return recorded("product", new ProductDeleted(productId, businessId, owner));
    }

    private DomainEventMessage<?> recorded(String kind, DomainEvent event) {
        long version = nextVersions.merge(kind, 0L, (last, none) -> last + 1);
        var metaData =
                Map.of(EventMetaData.ACTOR, owner, EventMetaData.COMMAND_ID, "%s c-%d".formatted(owner, version));
        return new GenericDomainEventMessage<>(kind, kind + "/" + event.id(), version, event, metaData);
    }
}
