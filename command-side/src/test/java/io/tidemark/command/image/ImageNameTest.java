package io.tidemark.command.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {

    private static final String PRODUCT = "6f1c2d4e-0000-4000-8000-00000000000a";
    private static final String HASH = "0a".repeat(32);

    @ParameterizedTest
    @EnumSource
    void name_is_read_as_it_is_written(ImageType type) {
        var name = new ImageName(UUID.fromString(PRODUCT), HASH, type);
        assertThat(name.path()).isEqualTo("/api/images/%s/%s.%s".formatted(PRODUCT, HASH, type.extension()));
        assertThat(ImageName.ofPath(name.path())).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                PRODUCT + "/",
                PRODUCT + "/..",
                PRODUCT + "/../../tidemark.lock",
                PRODUCT + "/%2e%2e",
                "../" + PRODUCT,
                "incoming/" + PRODUCT
            })
    void what_leads_elsewhere_is_no_name(String text) {
        assertThat(ImageName.parse(text)).isEmpty();
    }

    @Test
    void nothing_but_the_form_is_a_name() {
        var name = PRODUCT + "/" + HASH;
        assertThat(ImageName.parse(name + ".png")).isPresent();
        assertThat(ImageName.parse(name + ".gif")).isEmpty();
        assertThat(ImageName.parse(name + ".png\n")).isEmpty();
        assertThat(ImageName.parse(name + ".PNG")).isEmpty();
        assertThat(ImageName.parse(name.toUpperCase(Locale.ROOT) + ".png")).isEmpty();
        assertThat(ImageName.parse(name + "0.png")).isEmpty();
        assertThat(ImageName.ofPath(name + ".png")).isEmpty();
    }
}
