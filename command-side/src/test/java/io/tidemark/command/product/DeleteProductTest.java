package io.tidemark.command.product;

import static io.tidemark.command.Expected.version;
import static io.tidemark.command.product.SomeProduct.BUSINESS;
import static io.tidemark.command.product.SomeProduct.OTHER_BUSINESS;
import static io.tidemark.command.product.SomeProduct.PRODUCT;
import static io.tidemark.command.product.SomeProduct.created;
import static io.tidemark.command.product.SomeProduct.deleted;
import static io.tidemark.command.product.SomeProduct.processing;
import static io.tidemark.command.product.SomeProduct.renamed;

import io.tidemark.command.Refusal;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteProductTest {

    private final FixtureConfiguration<Product> fixture = SomeProduct.fixture();

    @Test
    void owner_deletes_a_product() {
        fixture.given(created(), processing())
                .when(new DeleteProduct(PRODUCT, BUSINESS, "ann", version(1L)))
                .expectEvents(deleted());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2})
    void version_that_is_not_the_current_one_is_refused(long expected) {
        fixture.given(created(), renamed("Line"))
                .when(new DeleteProduct(PRODUCT, BUSINESS, "ann", version(expected)))
                .expectNoEvents()
                .expectException(Refusal.with(412, "stale-version"));
    }

    @Test
    void again_records_nothing_whatever_the_version() {
        fixture.given(created(), deleted())
                .when(new DeleteProduct(PRODUCT, BUSINESS, "ann", version(0L)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void stranger_finds_nothing() {
        fixture.given(created())
                .when(new DeleteProduct(PRODUCT, BUSINESS, "bob", null))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void stranger_does_not_learn_that_it_is_gone() {
        fixture.given(created(), deleted())
                .when(new DeleteProduct(PRODUCT, BUSINESS, "bob", null))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void under_another_business_there_is_nothing() {
        fixture.given(created())
                .when(new DeleteProduct(PRODUCT, OTHER_BUSINESS, "ann", null))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }
}
