package io.tidemark.command.product;

import static io.tidemark.command.product.SomeProduct.BUSINESS;
import static io.tidemark.command.product.SomeProduct.ID;
import static io.tidemark.command.product.SomeProduct.NOW;
import static io.tidemark.command.product.SomeProduct.OTHER_BUSINESS;
import static io.tidemark.command.product.SomeProduct.PRODUCT;
import static io.tidemark.command.product.SomeProduct.created;
import static io.tidemark.command.product.SomeProduct.deleted;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.command.Refusal;
import io.tidemark.command.business.BusinessId;
import io.tidemark.command.dispatch.Versioned;
import io.tidemark.command.money.Price;
import io.tidemark.events.product.ProductCreated;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CreateProductTest {

    private static final String PICTURE = "https://example.com/rope.png";

    private final FixtureConfiguration<Product> fixture = SomeProduct.fixture();

    @Test
    void owner_of_a_business_gives_it_a_product() {
        fixture.givenNoPriorActivity().when(create("ann", BUSINESS)).expectEvents(created());
    }

    @Test
    void answer_is_the_product_at_version_0() {
        fixture.givenCurrentTime(NOW)
                .when(create("ann", BUSINESS))
                .expectResultMessagePayload(
                        new Versioned<>("product/" + ID, ProductState.after(null, created(), NOW), 0));
    }

    @Test
    void all_but_the_name_may_be_left_out() {
        fixture.givenNoPriorActivity()
                .when(new CreateProduct(PRODUCT, BUSINESS, "ann", new ProductName("Rope"), null, null, null))
                .expectEvents(new ProductCreated(
                        ID, BUSINESS.value().toString(), "ann", "Rope", null, null, null, null, "draft"));
    }

    @Test
    void business_of_somebody_else_is_not_found() {
        fixture.givenNoPriorActivity()
                .when(create("bob", BUSINESS))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void business_that_never_was_is_not_found() {
        fixture.givenNoPriorActivity()
                .when(create("ann", OTHER_BUSINESS))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void id_that_is_taken_is_refused() {
        fixture.given(created())
                .when(create("ann", BUSINESS))
                .expectNoEvents()
                .expectException(EventStoreException.class);
    }

    @Test
    void id_of_a_deleted_product_is_not_used_again() {
        fixture.given(created(), deleted())
                .when(create("ann", BUSINESS))
                .expectNoEvents()
                .expectException(EventStoreException.class);
    }

    @Test
    void same_creation_again_is_told_from_another() {
        var state = ProductState.after(null, created(), NOW);
        assertThat(state.isWhatIsAskedBy(create("ann", BUSINESS))).isTrue();
        assertThat(state.isWhatIsAskedBy(create("12.5", "EUR", PICTURE))).isTrue();
    }

    static Stream<CreateProduct> others() {
        return Stream.of(
                create("bob", BUSINESS),
                create("ann", OTHER_BUSINESS),
                create("12.51", "EUR", PICTURE),
                create("12.50", "USD", PICTURE),
                create(null, null, PICTURE),
                create("12.50", "EUR", "https://example.com/other.png"),
                create("12.50", "EUR", null),
                new CreateProduct(PRODUCT, BUSINESS, "ann", new ProductName("Line"), null, null, null),
                new CreateProduct(PRODUCT, BUSINESS, "ann", new ProductName("Rope"), null, null, null));
    }

    @ParameterizedTest
    @MethodSource("others")
    void creation_that_differs_anywhere_is_another(CreateProduct other) {
        assertThat(ProductState.after(null, created(), NOW).isWhatIsAskedBy(other))
                .isFalse();
    }

    private static CreateProduct create(String owner, BusinessId business) {
        return create(owner, business, price("12.50", "EUR"), new ImageUrl(PICTURE));
    }

    private static CreateProduct create(@Nullable String amount, @Nullable String currency, @Nullable String imageUrl) {
        return create(
                "ann",
                BUSINESS,
                amount == null || currency == null ? null : price(amount, currency),
                imageUrl == null ? null : new ImageUrl(imageUrl));
    }

    private static CreateProduct create(
            String owner, BusinessId business, @Nullable Price price, @Nullable ImageUrl image) {
        return new CreateProduct(
                PRODUCT, business, owner, new ProductName("Rope"), new ProductDescription("Ten metres"), price, image);
    }

    private static Price price(String amount, String currency) {
        return new Price(Price.amount(amount), Price.currency(currency));
    }
}
