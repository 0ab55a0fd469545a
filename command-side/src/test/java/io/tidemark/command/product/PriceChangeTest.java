package io.tidemark.command.product;

import static io.tidemark.command.product.SomeProduct.BUSINESS;
import static io.tidemark.command.product.SomeProduct.PRODUCT;
import static io.tidemark.command.product.SomeProduct.changes;
import static io.tidemark.command.product.SomeProduct.cleared;
import static io.tidemark.command.product.SomeProduct.created;
import static io.tidemark.command.product.SomeProduct.priced;

import io.tidemark.command.Refusal;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a patch makes of 12.50 EUR. */
class PriceChangeTest {

    private final FixtureConfiguration<Product> fixture = SomeProduct.fixture();

    @ParameterizedTest
    @CsvSource({
        "13,      ,    13.00,  ",
        "13.5,    EUR, 13.50,  ",
        "0,       ,    0.00,   ",
        "1e3,     ,    1000.00,",
        "12.50,   USD, ,       USD",
        ",        USD, ,       USD",
        ",        KWD, 12.500, KWD",
        "12,      JPY, 12,     JPY"
    })
    void event_has_what_is_different(
            @Nullable String price,
            @Nullable String currency,
            @Nullable String newPrice,
            @Nullable String newCurrency) {
        fixture.given(created()).when(patch(price, currency)).expectEvents(priced(newPrice, newCurrency));
    }

    @ParameterizedTest
    @CsvSource({"12.5,", "12.50, EUR", ", EUR", "1250e-2,"})
    void same_price_records_nothing(@Nullable String price, @Nullable String currency) {
        fixture.given(created())
                .when(patch(price, currency))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @CsvSource({"12.505,", "12.5001,", ", JPY", "12.5, JPY"})
    void more_digits_than_the_currency_has_are_refused(@Nullable String price, @Nullable String currency) {
        fixture.given(created())
                .when(patch(price, currency))
                .expectNoEvents()
                .expectException(Refusal.with(400, "product.price-digits"));
    }

    @Test
    void cleared_price_takes_its_currency_along() {
        fixture.given(created()).when(patch(null, null, "price")).expectEvents(cleared("price", "currency"));
        fixture.given(created())
                .when(patch(null, null, "price", "currency"))
                .expectEvents(cleared("price", "currency"));
    }

    @Test
    void price_that_is_not_there_needs_no_clearing() {
        fixture.given(created(), cleared("price", "currency"))
                .when(patch(null, null, "currency", "price"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void price_comes_back_with_its_currency() {
        fixture.given(created(), cleared("price", "currency"))
                .when(patch("12.50", "EUR"))
                .expectEvents(priced("12.50", "EUR"));
    }

    @ParameterizedTest
    @CsvSource({", , currency", ", EUR, price", "1, , currency"})
    void price_and_currency_are_not_parted(@Nullable String price, @Nullable String currency, String cleared) {
        fixture.given(created())
                .when(patch(price, currency, cleared))
                .expectNoEvents()
                .expectException(Refusal.with(400, "product.price-currency"));
    }

    @ParameterizedTest
    @CsvSource({"1,", ", EUR"})
    void one_without_the_other_is_refused(@Nullable String price, @Nullable String currency) {
        fixture.given(created(), cleared("price", "currency"))
                .when(patch(price, currency))
                .expectNoEvents()
                .expectException(Refusal.with(400, "product.price-currency"));
    }

    private static UpdateProduct patch(@Nullable String price, @Nullable String currency, String... cleared) {
        return new UpdateProduct(PRODUCT, BUSINESS, "ann", null, changes(null, null, price, currency, null, cleared));
    }
}
