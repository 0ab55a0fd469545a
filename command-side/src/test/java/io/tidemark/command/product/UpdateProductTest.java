package io.tidemark.command.product;

import static io.tidemark.command.Expected.version;
import static io.tidemark.command.product.SomeProduct.BUSINESS;
import static io.tidemark.command.product.SomeProduct.ID;
import static io.tidemark.command.product.SomeProduct.IMAGE;
import static io.tidemark.command.product.SomeProduct.NOW;
import static io.tidemark.command.product.SomeProduct.OTHER_BUSINESS;
import static io.tidemark.command.product.SomeProduct.PRODUCT;
import static io.tidemark.command.product.SomeProduct.changes;
import static io.tidemark.command.product.SomeProduct.cleared;
import static io.tidemark.command.product.SomeProduct.created;
import static io.tidemark.command.product.SomeProduct.deleted;
import static io.tidemark.command.product.SomeProduct.name;
import static io.tidemark.command.product.SomeProduct.processing;
import static io.tidemark.command.product.SomeProduct.renamed;
import static io.tidemark.command.product.SomeProduct.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.command.Refusal;
import io.tidemark.command.dispatch.Versioned;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.Change;
import io.tidemark.events.product.ProductUpdated;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateProductTest {

    private final FixtureConfiguration<Product> fixture = SomeProduct.fixture();

    @Test
    void owner_changes_what_is_different_and_nothing_else() {
        fixture.given(created())
                .when(update(changes(" Long rope ", "Ten metres", "12.5", "EUR", "https://example.com/rope.png")))
                .expectEvents(renamed("Long rope"));
    }

    @Test
    void everything_may_change_at_once() {
        fixture.given(created())
                .when(update(changes("Line", "Long", "7", "USD", "http://example.com/line.png")))
                .expectEvents(new ProductUpdated(
                        ID,
                        "ann",
                        Change.to("Line"),
                        Change.to("Long"),
                        Change.to("7.00"),
                        Change.to("USD"),
                        Change.to("http://example.com/line.png")));
    }

    @Test
    void later_change_is_told_from_the_earlier_one() {
        fixture.given(created(), renamed("Line")).when(update(name("Rope"))).expectEvents(renamed("Rope"));
    }

    @Test
    void fields_are_cleared_once() {
        fixture.given(created())
                .when(update(changes(null, null, null, null, null, "imageUrl", "description")))
                .expectEvents(cleared("description", "imageUrl"));
        fixture.given(created(), cleared("description", "imageUrl"))
                .when(update(changes(null, null, null, null, null, "description", "imageUrl")))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void image_that_was_uploaded_for_it_may_be_shown_again() {
        Change<String> none = Change.absent();
        fixture.given(created(), shown(IMAGE.path()), shown("https://example.com/a.png"))
                .when(update(changes(null, null, null, null, IMAGE.path())))
                .expectEvents(new ProductUpdated(ID, "ann", none, none, none, none, Change.to(IMAGE.path())));
    }

    @Test
    void image_that_was_not_uploaded_for_it_is_refused() {
        fixture.given(created())
                .when(update(changes(null, null, null, null, IMAGE.path())))
                .expectNoEvents()
                .expectException(Refusal.with(400, "product.image-url"));
    }

    @Test
    void owner_may_change_it_while_it_is_processed() {
        fixture.given(created(), processing()).when(update(name("Line"))).expectEvents(renamed("Line"));
    }

    @Test
    void empty_patch_records_nothing_and_answers_the_product_as_it_is() {
        fixture.givenCurrentTime(NOW)
                .andGiven(created())
                .when(update(changes(null, null, null, null, null)))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new Versioned<>("product/" + ID, ProductState.after(null, created(), NOW), 0));
    }

    @Test
    void expected_version_may_be_named() {
        fixture.given(created(), renamed("Line"))
                .when(new UpdateProduct(PRODUCT, BUSINESS, "ann", version(1L), name("Rope")))
                .expectEvents(renamed("Rope"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2})
    void version_that_is_not_the_current_one_is_refused(long expected) {
        fixture.given(created(), renamed("Line"))
                .when(new UpdateProduct(PRODUCT, BUSINESS, "ann", version(expected), name("Line")))
                .expectNoEvents()
                .expectException(Refusal.with(412, "stale-version"));
    }

    @Test
    void stranger_finds_nothing() {
        fixture.given(created())
                .when(new UpdateProduct(PRODUCT, BUSINESS, "bob", version(7L), name("Mine")))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void under_another_business_there_is_nothing() {
        fixture.given(created())
                .when(new UpdateProduct(PRODUCT, OTHER_BUSINESS, "ann", null, name("Line")))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void deleted_product_is_not_found() {
        fixture.given(created(), deleted())
                .when(update(name("Line")))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void product_that_never_was_is_not_found() {
        fixture.givenNoPriorActivity()
                .when(update(name("Line")))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void name_cannot_be_cleared() {
        assertThatThrownBy(() -> changes(null, null, null, null, null, "name"))
                .isInstanceOfSatisfying(
                        Refused.class, problem -> assertThat(problem.code()).isEqualTo("product.required"));
    }

    private static UpdateProduct update(ProductChanges changes) {
        return new UpdateProduct(PRODUCT, BUSINESS, "ann", null, changes);
    }
}
