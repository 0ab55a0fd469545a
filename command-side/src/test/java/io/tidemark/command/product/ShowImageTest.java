package io.tidemark.command.product;

import static io.tidemark.command.Expected.version;
import static io.tidemark.command.product.SomeProduct.BUSINESS;
import static io.tidemark.command.product.SomeProduct.IMAGE;
import static io.tidemark.command.product.SomeProduct.OTHER_BUSINESS;
import static io.tidemark.command.product.SomeProduct.PRODUCT;
import static io.tidemark.command.product.SomeProduct.created;
import static io.tidemark.command.product.SomeProduct.deleted;
import static io.tidemark.command.product.SomeProduct.shown;

import io.tidemark.command.Refusal;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class ShowImageTest {

    private final FixtureConfiguration<Product> fixture = SomeProduct.fixture();

    @Test
    void owner_shows_an_image() {
        fixture.given(created())
                .when(new ShowImage(PRODUCT, BUSINESS, "ann", version(0L), IMAGE))
                .expectEvents(shown("/api/images/" + SomeProduct.ID + "/" + "0a".repeat(32) + ".png"));
    }

    @Test
    void image_that_is_shown_already_records_nothing() {
        fixture.given(created(), shown(IMAGE.path()))
                .when(new ShowImage(PRODUCT, BUSINESS, "ann", null, IMAGE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void version_that_is_not_the_current_one_is_refused() {
        fixture.given(created())
                .when(new ShowImage(PRODUCT, BUSINESS, "ann", version(1L), IMAGE))
                .expectNoEvents()
                .expectException(Refusal.with(412, "stale-version"));
    }

    @Test
    void stranger_finds_nothing() {
        fixture.given(created())
                .when(new ShowImage(PRODUCT, BUSINESS, "bob", null, IMAGE))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void under_another_business_there_is_nothing() {
        fixture.given(created())
                .when(new ShowImage(PRODUCT, OTHER_BUSINESS, "ann", null, IMAGE))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void deleted_product_is_not_found() {
        fixture.given(created(), deleted())
                .when(new ShowImage(PRODUCT, BUSINESS, "ann", null, IMAGE))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }
}
