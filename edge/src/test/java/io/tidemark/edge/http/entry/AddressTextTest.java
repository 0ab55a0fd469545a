package io.tidemark.edge.http.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {

    @ParameterizedTest
    @CsvSource({
        "/a?q=a|b, /a?q=a%7cb",
        "/a?q={}^, /a?q=%7b%7d%5e",
        "'/a?q=`\\\"<>', /a?q=%60%5c%22%3c%3e",
        "/{a}/%zz?q=100%, /%7ba%7d/%00zz?q=100%00",
        "/a?q=%4, /a?q=%004"
    })
    void address_that_is_not_valid_becomes_so(String sent, String valid) {
        assertThat(AddressText.valid(sent)).isEqualTo(valid);
        assertThat(URI.create(valid).getRawPath()).startsWith("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a?q=%7C%20+&b[]=~!*'()", "*", "/%ff?a=%00", ""})
    void valid_address_stays(String address) {
        assertThat(AddressText.valid(address)).isNull();
    }

    @Test
    void every_printable_character_but_the_percent_sign_is_kept_by_its_meaning() {
        for (char each = '!'; each <= '~'; each++) {
            var address = "/a?q=" + (each == '%' ? "" : each);
            var valid = AddressText.valid(address);
            assertThat(URI.create(valid == null ? address : valid).toString()).isNotEmpty();
        }
    }
}
