package io.tidemark.command.product;

import io.tidemark.command.business.BusinessId;
import io.tidemark.command.dispatch.Creation;
import io.tidemark.command.money.Price;
import io.tidemark.command.money.PriceText;
import io.tidemark.command.quota.Quota;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Gives a business a new product. Only the owner of the business may do so. */
record CreateProduct(
        @TargetAggregateIdentifier ProductId id,
        BusinessId businessId,
        String owner,
        ProductName name,
        @Nullable ProductDescription description,
        @Nullable Price price,
        @Nullable ImageUrl image)
        implements Creation<ProductState> {

    /** A new product as it comes off the wire. */
    record Wire(
            @Nullable String id,
            @Nullable String name,
            @Nullable String description,
            @Nullable PriceText price,
            @Nullable String currency,
            @Nullable String imageUrl) {

        CreateProduct command(BusinessId business, String owner, Supplier<UUID> ids) {
            return new CreateProduct(
                    id == null ? new ProductId(ids.get()) : ProductId.parse(id),
                    business,
                    owner,
                    ProductName.parse(name),
                    description == null ? null : new ProductDescription(description),
                    pricing(),
                    imageUrl == null ? null : ImageUrl.elsewhere(imageUrl));
        }

        private @Nullable Price pricing() {
            if (price != null && currency != null) {
                return new Price(Price.amount(price.value()), Price.currency(currency));
            }
            if (price != null || currency != null) {
                throw Price.withoutTheOther();
            }
            return null;
        }
    }

    @Override
    public Quota quota() {
        return Quota.PRODUCTS;
    }

    @Override
    public boolean asksFor(ProductState created) {
        return created.isWhatIsAskedBy(this);
    }

    @Override
    public String idTakenCode() {
        return "product.id-taken";
    }
}
