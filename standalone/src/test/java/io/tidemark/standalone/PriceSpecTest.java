package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A price goes from the wire to the log, the view and back without a float in between. */
@ExtendWith(SharedTidemark.class)
class PriceSpecTest {

    private final Shop shop;
    private final Caller ann;

    PriceSpecTest(RunningTidemark tidemark) {
        shop = Shop.of(tidemark, "Quay");
        ann = shop.owner();
    }

    @ParameterizedTest
    @CsvSource({
        "3,                 EUR, 3.00",
        "\"3\",             EUR, 3.00",
        "0.1,               EUR, 0.10",
        "\"0.10\",          EUR, 0.10",
        "0,                 EUR, 0.00",
        "12.500,            EUR, 12.50",
        "\"12.5000\",       EUR, 12.50",
        "1250.0,            JPY, 1250",
        "0.0001,            CLF, 0.0001",
        "1e2,               EUR, 100.00",
        "1250,              JPY, 1250",
        "99999999999.999,   KWD, 99999999999.999",
        "999999999999.99,   EUR, 999999999999.99",
        "900719925474.0993, CLF, 900719925474.0993"
    })
    void is_taken_to_the_last_digit(String price, String currency, String text) {
        var fields = "\"price\":%s,\"currency\":\"%s\"}".formatted(price, currency);
        var created = ann.post(shop.products(), "{\"name\":\"a\"," + fields).is(201);
        var changed = shop.patch("{" + fields).is(200);
        assertThat(created.json().get("price").stringValue()).isEqualTo(text);
        assertThat(changed.json().get("price").stringValue()).isEqualTo(text);
        assertThat(ann.getAfter(changed, shop.path())
                        .is(200)
                        .json()
                        .get("price")
                        .stringValue())
                .isEqualTo(text);
        assertThat(ann.eventsUpTo(changed))
                .last()
                .satisfies(event ->
                        assertThat(event.get("data").get("price").stringValue()).isEqualTo(text));
    }

    @ParameterizedTest
    @CsvSource({
        "-0.01, product.price",
        "1000000000000, product.price",
        "1e12, product.price",
        "1e1000000000, product.price",
        "1e-1000000000, product.price",
        "\"1e99999999999\", product.price",
        "\"\", product.price",
        "\"12.5.0\", product.price",
        "\"٣\", product.price",
        "12.505, product.price-digits",
        "1e99999999999, product.price",
        "-1e99999999999, product.price",
        "1e-99999999999, product.price",
        "99999999999999999999, product.price",
        "1e-3, product.price-digits",
        "true, json.wrong-type",
        "{}, json.wrong-type",
        "[1], json.wrong-type",
        "01, json.malformed",
        "NaN, json.malformed"
    })
    void is_refused_if_it_cannot_be_one(String price, String code) {
        ann.post(shop.products(), "{\"name\":\"a\",\"price\":%s,\"currency\":\"EUR\"}".formatted(price))
                .isProblem(400, code);
        shop.patch("{\"price\":%s}".formatted(price)).isProblem(400, code);
    }

    @Test
    void that_nobody_can_write_out_is_a_bad_request_everywhere() {
        for (var fields :
                List.of("\"name\":1e99999999999", "\"description\":[1e99999999999]", "\"price\":[1e99999999999]")) {
            shop.patch("{%s}".formatted(fields)).isProblem(400, "json.wrong-type");
            ann.post(shop.products(), "{%s}".formatted(fields)).isProblem(400, "json.wrong-type");
        }
        ann.post(shop.products(), "1e99999999999").isProblem(400, "json.wrong-type");
        shop.patch("1e99999999999").isProblem(400, "json.wrong-type");
    }

    @Test
    void keeps_its_currency_and_a_currency_its_price() {
        assertThat(shop.patch("{\"price\":7}").is(200).text("currency")).isEqualTo("EUR");
        assertThat(shop.patch("{\"currency\":\"USD\"}").is(200).text("price")).isEqualTo("7.00");
        assertThat(shop.patch("{\"currency\":\"KWD\"}").is(200).text("price")).isEqualTo("7.000");
        assertThat(shop.patch("{\"currency\":\"EUR\"}").is(200).text("price")).isEqualTo("7.00");
        shop.patch("{\"price\":7.001,\"currency\":\"KWD\"}").is(200);
        shop.patch("{\"currency\":\"EUR\"}").isProblem(400, "product.price-digits");
        assertThat(shop.patch("{\"price\":7,\"currency\":\"EUR\"}").is(200).text("price"))
                .isEqualTo("7.00");
    }
}
