package io.tidemark.command.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.command.money.Price;
import io.tidemark.edge.refusal.Refused;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of the values of a product. A character beyond the basic plane counts as one. */
class ProductValuesTest {

    private static final String WAVE = "👋";

    @Test
    void name_has_1_to_200_characters() {
        assertThat(new ProductName(" " + WAVE.repeat(200)).value()).isEqualTo(WAVE.repeat(200));
        assertRefused("product.name-length", () -> new ProductName("a".repeat(201)));
        assertRefused("product.name-length", () -> ProductName.parse(null));
        assertRefused("product.name-length", () -> new ProductName("\u200b\u2060"));
    }

    @Test
    void description_has_at_most_10000_characters_and_is_kept_as_it_is() {
        assertThat(new ProductDescription(" " + WAVE.repeat(9_999)).value()).isEqualTo(" " + WAVE.repeat(9_999));
        assertRefused("product.description-length", () -> new ProductDescription("a".repeat(10_001)));
    }

    @ParameterizedTest
    @CsvSource({
        "12.5, EUR, 12.50",
        "12, EUR, 12.00",
        "1250, JPY, 1250",
        "1.234, KWD, 1.234",
        "1, CLF, 1.0000",
        "0, EUR, 0.00",
        "-0.0, EUR, 0.00",
        "1e3, EUR, 1000.00",
        "125E-1, EUR, 12.50",
        "999999999999.99, EUR, 999999999999.99",
        "0.1, USD, 0.10",
        "12.500, EUR, 12.50",
        "0.000, EUR, 0.00",
        "1.0, JPY, 1",
        "1250.00, JPY, 1250",
        "0e-999999999, EUR, 0.00"
    })
    void price_has_the_digits_of_its_currency(String amount, String currency, String text) {
        assertThat(new Price(Price.amount(amount), Price.currency(currency)).text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"12.505, EUR", "12.5001, EUR", "0.001, EUR", "1.5, JPY", "1e-3, EUR", "1e-999999999, EUR"})
    void more_digits_are_refused(String amount, String currency) {
        assertRefused("product.price-digits", () -> new Price(Price.amount(amount), Price.currency(currency)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "1\n",
                "+1",
                "1,5",
                ".5",
                "5.",
                "1e",
                "0x10",
                "NaN",
                "Infinity",
                "1d",
                "٣",
                "-0.01",
                "-1",
                "1000000000000",
                "1e12",
                "1e999999999",
                "1e1000000000",
                "1e99999999999",
                "1e-99999999999",
                "0.00000000000000000000000000000000000000000000000001"
            })
    void what_is_no_amount_is_refused(String amount) {
        assertRefused("product.price", () -> Price.amount(amount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EURO", "ZZZ", "XXX", "XAU", "XDR", "XTS"})
    void what_is_no_money_is_refused(String currency) {
        assertRefused("product.currency", () -> Price.currency(currency));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a.png",
                "HTTP://example.com",
                "http://127.0.0.1:8080/a?b=c#d",
                "https://[::1]/a",
                "https://my_bucket.s3.example.com/a.png",
                "http://image_store:9000/a.png?b=c",
                "http://user:secret@image_store/a.png",
                "https://a-.example.com/a.png",
                "https://my_host.example.com./a.png",
                "https://bücher.example/a.png",
                "/api/images/6f1c2d4e-0000-4000-8000-000000000001/"
                        + "0000000000000000000000000000000000000000000000000000000000000000.webp"
            })
    void place_of_an_image_is_an_address_or_one_of_its_uploads(String url) {
        assertThat(new ImageUrl(url).value()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.png",
                "/a.png",
                "//example.com/a.png",
                "ftp://example.com/a.png",
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "https:",
                "https:///a",
                "https:a",
                "https://my_host:port/a.png",
                "https://my_host:123456/a.png",
                "https://my_host..example.com/a.png",
                "https://.my_host/a.png",
                "https://my_host,other/a.png",
                "https://my_host%2eexample.com/a.png",
                "https://user@name@my_host/a.png",
                "https://_:80@/a.png",
                "https://exa mple.com/",
                "https://example.com/\n",
                "/api/images/6f1c2d4e-0000-4000-8000-000000000001/../a.png",
                "/api/images/6f1c2d4e-0000-4000-8000-000000000001/00.png"
            })
    void any_other_place_is_refused(String url) {
        assertRefused("product.image-url", () -> new ImageUrl(url));
    }

    @Test
    void place_of_an_image_has_at_most_2048_characters() {
        var longest = "https://example.com/" + "a".repeat(2_028);
        assertThat(new ImageUrl(longest).value()).hasSize(2_048);
        assertRefused("product.image-url", () -> new ImageUrl(longest + "a"));
    }

    @Test
    void what_has_no_uploads_yet_shows_none() {
        assertRefused("product.image-url", () -> ImageUrl.elsewhere(SomeProduct.IMAGE.path()));
        assertThat(ImageUrl.elsewhere("https://example.com/").value()).isEqualTo("https://example.com/");
    }

    @ParameterizedTest
    @CsvSource({", product.status", "draft, product.status", "processing, product.status", "ENRICHED, product.status"})
    void report_says_enriched_or_failed(@Nullable String status, String code) {
        assertRefused(code, () -> report(status, null, null));
    }

    @Test
    void caption_has_at_most_2000_characters() {
        assertThat(report("enriched", WAVE.repeat(2_000), null).caption()).isEqualTo(WAVE.repeat(2_000));
        assertRefused("product.caption-length", () -> report("enriched", "a".repeat(2_001), null));
    }

    @Test
    void reason_has_at_most_1000_characters_and_a_failure() {
        assertThat(report("failed", null, WAVE.repeat(1_000)).reason()).isEqualTo(WAVE.repeat(1_000));
        assertRefused("product.reason", () -> report("failed", null, "a".repeat(1_001)));
        assertRefused("product.reason", () -> report("enriched", null, "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "6f1c2d4e-0000-4000-8000-00000000000a\n"})
    void id_is_a_uuid(String id) {
        assertThat(ProductId.parse("6F1C2D4E-0000-4000-8000-00000000000A"))
                .hasToString("product/6f1c2d4e-0000-4000-8000-00000000000a");
        assertRefused("product.id", () -> ProductId.parse(id));
    }

    private static EnrichmentReport report(@Nullable String status, @Nullable String caption, @Nullable String reason) {
        return EnrichmentReport.parse(new EnrichmentReport.Wire(status, null, caption, reason));
    }

    private static void assertRefused(String code, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
            assertThat(refused.code()).isEqualTo(code);
        });
    }
}
