package io.tidemark.command.product;

import io.tidemark.command.money.Price;
import io.tidemark.command.money.PriceText;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.Change;
import io.tidemark.events.product.ProductUpdated;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a patch asks of a product.
 *
 * @param amount of the price; whether it fits the currency is seen when both are known
 */
record ProductChanges(
        Change<ProductName> name,
        Change<ProductDescription> description,
        Change<BigDecimal> amount,
        Change<Currency> currency,
        Change<ImageUrl> image) {

    /** A patch as it comes off the wire. */
    record Patch(
            Change<String> name,
            Change<String> description,
            Change<PriceText> price,
            Change<String> currency,
            Change<String> imageUrl) {}

    static ProductChanges parse(Patch patch) {
        if (patch.name().isCleared()) {
            throw Refused.invalid("product.required", "name must not be null");
        }
        return new ProductChanges(
                patch.name().map(ProductName::new),
                patch.description().map(ProductDescription::new),
                patch.price().map(PriceText::value).map(Price::amount),
                patch.currency().map(Price::currency),
                patch.imageUrl().map(ImageUrl::new));
    }

    /** The event that says what is different from the state; empty if nothing is. */
    Optional<ProductUpdated> against(ProductState state) {
        if (image.value() != null) {
            image.value().requireUploaded(state);
        }
        var price = price(state);
        var event = new ProductUpdated(
                state.id(),
                state.owner(),
                name.map(ProductName::value).against(state.name()),
                description.map(ProductDescription::value).against(state.description()),
                Change.between(state.price(), price == null ? null : price.text()),
                Change.between(
                        state.currency(),
                        price == null ? null : price.currency().getCurrencyCode()),
                image.map(ImageUrl::value).against(state.imageUrl()));
        return saysNothing(event) ? Optional.empty() : Optional.of(event);
    }

    private static boolean saysNothing(ProductUpdated event) {
        return Change.allAbsent(event.name(), event.description(), event.price(), event.currency(), event.imageUrl());
    }

    /** The price afterwards: what is asked for, and of what is not, what there is. */
    private @Nullable Price price(ProductState state) {
        var newAmount = amount.applyTo(state.price() == null ? null : new BigDecimal(state.price()));
        var newCurrency =
                currencyChange().applyTo(state.currency() == null ? null : Currency.getInstance(state.currency()));
        if (newAmount != null && newCurrency != null) {
            return new Price(newAmount, newCurrency);
        }
        if (newAmount != null || newCurrency != null) {
            throw Price.withoutTheOther();
        }
        return null;
    }

    /** A cleared price takes its currency along. */
    private Change<Currency> currencyChange() {
        return amount.isCleared() && currency.isAbsent() ? Change.cleared() : currency;
    }
}
