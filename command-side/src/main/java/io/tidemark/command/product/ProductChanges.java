package io.tidemark.command.product;

import static io.tidemark.edge.json.MergePatch.changed;

import io.tidemark.command.money.Price;
import io.tidemark.command.money.PriceText;
import io.tidemark.edge.json.MergePatch;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.product.ProductUpdated;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a patch asks of a product; null leaves a field as it is.
 *
 * @param amount of the price; whether it fits the currency is seen when both are known
 * @param cleared the names of the fields that are to have no value
 */
record ProductChanges(
        @Nullable ProductName name,
        @Nullable ProductDescription description,
        @Nullable BigDecimal amount,
        @Nullable Currency currency,
        @Nullable ImageUrl image,
        List<String> cleared) {

    /** A patch as it comes off the wire. */
    record Patch(
            @Nullable String name,
            @Nullable String description,
            @Nullable PriceText price,
            @Nullable String currency,
            @Nullable String imageUrl) {}

    static ProductChanges parse(MergePatch<Patch> patch) {
        var fields = patch.fields();
        if (patch.cleared().contains("name")) {
            throw Refused.invalid("product.required", "name must not be null");
        }
        return new ProductChanges(
                fields.name() == null ? null : new ProductName(fields.name()),
                fields.description() == null ? null : new ProductDescription(fields.description()),
                fields.price() == null ? null : Price.amount(fields.price().value()),
                fields.currency() == null ? null : Price.currency(fields.currency()),
                fields.imageUrl() == null ? null : new ImageUrl(fields.imageUrl()),
                patch.cleared());
    }

    /** The event that says what is different from the state; empty if nothing is. */
    Optional<ProductUpdated> against(ProductState state) {
        if (image != null) {
            image.requireUploaded(state);
        }
        var price = price(state);
        var event = new ProductUpdated(
                state.id(),
                state.owner(),
                changed(name == null ? null : name.value(), state.name()),
                changed(description == null ? null : description.value(), state.description()),
                changed(price == null ? null : price.text(), state.price()),
                changed(price == null ? null : price.currency().getCurrencyCode(), state.currency()),
                changed(image == null ? null : image.value(), state.imageUrl()),
                null,
                null,
                null,
                null,
                cleared(state, price));
        return event.equals(nothing(state)) ? Optional.empty() : Optional.of(event);
    }

    /** The price afterwards: what is asked for, and of what is not, what there is. */
    private @Nullable Price price(ProductState state) {
        var newAmount = amount == null && !cleared.contains("price") && state.price() != null
                ? new BigDecimal(state.price())
                : amount;
        boolean clearsCurrency = cleared.contains("price") || cleared.contains("currency");
        var newCurrency = currency == null && !clearsCurrency && state.currency() != null
                ? Currency.getInstance(state.currency())
                : currency;
        if (newAmount != null && newCurrency != null) {
            return new Price(newAmount, newCurrency);
        }
        if (newAmount != null || newCurrency != null) {
            throw Price.withoutTheOther();
        }
        return null;
    }

    private List<String> cleared(ProductState state, @Nullable Price price) {
        var names = new ArrayList<String>();
        if (cleared.contains("description") && state.description() != null) {
            names.add("description");
        }
        if (price == null && state.price() != null) {
            names.addAll(List.of("price", "currency"));
        }
        if (cleared.contains("imageUrl") && state.imageUrl() != null) {
            names.add("imageUrl");
        }
        return List.copyOf(names);
    }

    private static ProductUpdated nothing(ProductState state) {
        return new ProductUpdated(
                state.id(), state.owner(), null, null, null, null, null, null, null, null, null, List.of());
    }
}
