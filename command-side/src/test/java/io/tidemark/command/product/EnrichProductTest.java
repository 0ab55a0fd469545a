package io.tidemark.command.product;

import static io.tidemark.command.Expected.version;
import static io.tidemark.command.product.SomeProduct.BUSINESS;
import static io.tidemark.command.product.SomeProduct.IMAGE;
import static io.tidemark.command.product.SomeProduct.OTHER_BUSINESS;
import static io.tidemark.command.product.SomeProduct.PRODUCT;
import static io.tidemark.command.product.SomeProduct.created;
import static io.tidemark.command.product.SomeProduct.deleted;
import static io.tidemark.command.product.SomeProduct.enriched;
import static io.tidemark.command.product.SomeProduct.failed;
import static io.tidemark.command.product.SomeProduct.processing;

import io.tidemark.command.Refusal;
import io.tidemark.command.business.BusinessId;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A product is enriched on request, and told so by a workflow. */
class EnrichProductTest {

    private static final String PICTURE = "https://example.com/generated.png";

    private final FixtureConfiguration<Product> fixture = SomeProduct.fixture();

    @Test
    void owner_asks_for_an_enrichment() {
        fixture.given(created()).when(enrich("ann", BUSINESS, null)).expectEvents(processing());
    }

    @Test
    void reason_of_an_earlier_failure_goes() {
        fixture.given(created(), processing(), failed("out of ink"))
                .when(enrich("ann", BUSINESS, 2L))
                .expectEvents(processing("reason"));
    }

    @Test
    void what_is_enriched_may_be_enriched_again() {
        fixture.given(created(), processing(), enriched(PICTURE, "A rope"))
                .when(enrich("ann", BUSINESS, null))
                .expectEvents(processing());
    }

    @Test
    void second_request_meanwhile_is_refused() {
        fixture.given(created(), processing())
                .when(enrich("ann", BUSINESS, null))
                .expectNoEvents()
                .expectException(Refusal.with(409, "product.processing"));
    }

    @Test
    void version_that_is_not_the_current_one_is_refused() {
        fixture.given(created())
                .when(enrich("ann", BUSINESS, 1L))
                .expectNoEvents()
                .expectException(Refusal.with(412, "stale-version"));
    }

    static Stream<EnrichProduct> strangers() {
        return Stream.of(enrich("bob", BUSINESS, null), enrich("ann", OTHER_BUSINESS, null));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void stranger_finds_nothing(EnrichProduct command) {
        fixture.given(created()).when(command).expectNoEvents().expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void deleted_product_is_not_found() {
        fixture.given(created(), deleted())
                .when(enrich("ann", BUSINESS, null))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void workflow_reports_what_it_made() {
        fixture.given(created(), processing())
                .when(report("enriched", PICTURE, "A rope", null))
                .expectEvents(enriched(PICTURE, "A rope"));
    }

    @Test
    void what_is_as_it_was_is_not_in_the_event() {
        fixture.given(created(), processing(), enriched(PICTURE, "A rope"), processing())
                .when(report("enriched", PICTURE, "A long rope", null))
                .expectEvents(enriched(null, "A long rope"));
    }

    @Test
    void workflow_reports_a_failure() {
        fixture.given(created(), processing())
                .when(report("failed", null, null, "out of ink"))
                .expectEvents(failed("out of ink"));
    }

    static Stream<List<Object>> outcomes() {
        return Stream.of(
                List.of(enriched(PICTURE, "A rope"), report("enriched", PICTURE, "A rope", null)),
                List.of(enriched(null, null), report("enriched", null, null, null)),
                List.of(failed("out of ink"), report("failed", null, null, "out of ink")));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void same_report_again_changes_nothing(List<Object> eventAndReport) {
        fixture.given(created(), processing(), eventAndReport.get(0))
                .when(eventAndReport.get(1))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    static Stream<ReportEnrichment> lateReports() {
        return Stream.of(
                report("enriched", PICTURE, "Another", null),
                report("enriched", "https://example.com/other.png", "A rope", null),
                report("failed", null, null, null));
    }

    @ParameterizedTest
    @MethodSource("lateReports")
    void another_report_does_not_count_any_more(ReportEnrichment report) {
        fixture.given(created(), processing(), enriched(PICTURE, "A rope"))
                .when(report)
                .expectNoEvents()
                .expectException(Refusal.with(409, "product.not-processing"));
    }

    @Test
    void report_that_nobody_asked_for_does_not_count() {
        fixture.given(created())
                .when(report("enriched", PICTURE, null, null))
                .expectNoEvents()
                .expectException(Refusal.with(409, "product.not-processing"));
    }

    @Test
    void report_on_a_version_that_is_not_the_current_one_is_refused() {
        fixture.given(created(), processing())
                .when(new ReportEnrichment(PRODUCT, BUSINESS, version(0L), wire("enriched", null, null, null)))
                .expectNoEvents()
                .expectException(Refusal.with(412, "stale-version"));
    }

    @Test
    void report_under_another_business_finds_nothing() {
        fixture.given(created(), processing())
                .when(new ReportEnrichment(PRODUCT, OTHER_BUSINESS, null, wire("enriched", null, null, null)))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void report_on_a_deleted_product_finds_nothing() {
        fixture.given(created(), processing(), deleted())
                .when(report("enriched", null, null, null))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void image_that_was_not_uploaded_for_it_is_refused() {
        fixture.given(created(), processing())
                .when(report("enriched", IMAGE.path(), null, null))
                .expectNoEvents()
                .expectException(Refusal.with(400, "product.image-url"));
    }

    private static EnrichProduct enrich(String editor, BusinessId business, @Nullable Long expectedVersion) {
        return new EnrichProduct(PRODUCT, business, editor, version(expectedVersion));
    }

    private static ReportEnrichment report(
            String status, @Nullable String image, @Nullable String caption, @Nullable String reason) {
        return new ReportEnrichment(PRODUCT, BUSINESS, null, wire(status, image, caption, reason));
    }

    private static EnrichmentReport wire(
            String status, @Nullable String image, @Nullable String caption, @Nullable String reason) {
        return EnrichmentReport.parse(new EnrichmentReport.Wire(status, image, caption, reason));
    }
}
