package io.tidemark.standalone;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.standalone.SettingsMetadata.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Every setting accepts the values at its bounds, and refuses those beyond, by name and with what is allowed. */
class SettingBoundsTest {

    private static final Set<String> HAVE_NO_BOUNDS = Set.of(
            "tidemark.auth.built-in-issuer",
            "tidemark.auth.roles-claim",
            "tidemark.cors.allowed-origins",
            "tidemark.data-dir",
            "tidemark.images.directory",
            "tidemark.trial.hosts");

    private static Map<String, Setting> settings = Map.of();

    @BeforeAll
    static void read() throws IOException {
        settings = SettingsMetadata.all().stream().collect(toMap(Setting::name, identity()));
    }

    @Test
    void every_setting_is_in_the_table() throws IOException {
        var inTable = SettingBounds.all().keySet();
        assertThat(settings.keySet().stream().filter(Predicate.not(HAVE_NO_BOUNDS::contains)))
                .containsExactlyInAnyOrderElementsOf(inTable);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/setting-bounds.csv", useHeadersInDisplayName = true)
    void bounds_hold(
            String name, String below, String least, String most, @Nullable String above, @Nullable String with) {
        assertRefused(name, below, least, most, with);
        for (var allowed : List.of(least, most)) {
            assertThatCode(() -> bind(name, allowed, with)).as(allowed).doesNotThrowAnyException();
        }
        if (above != null) {
            assertRefused(name, above, least, most, with);
        }
    }

    private static void assertRefused(String name, String value, String least, String most, @Nullable String with) {
        assertThatThrownBy(() -> bind(name, value, with))
                .as(value)
                .rootCause()
                .hasMessageStartingWith("Property %s with value '".formatted(name))
                .hasMessageEndingWith("' is invalid: it must be between %s and %s", least, most);
    }

    @Test
    void a_claim_has_a_name() {
        assertThatThrownBy(() -> bind("tidemark.auth.roles-claim", " ", null))
                .rootCause()
                .hasMessage("Property tidemark.auth.roles-claim with value ' ' is invalid: it must name a claim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example.com",
                "http://localhost:8080",
                "chrome-extension://abc",
                "moz-extension://*",
                "null",
                "*"
            })
    void an_origin_is_accepted(String origin) {
        assertThatCode(() -> bind("tidemark.cors.allowed-origins", origin, null))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example.com/",
                "shop.example.com",
                "https://",
                "https://a.example/page",
                "https://*.a.example",
                "moz-extension://*/"
            })
    void a_text_that_is_no_origin_is_refused(String origin) {
        assertThatThrownBy(() -> bind("tidemark.cors.allowed-origins", origin, null))
                .rootCause()
                .hasMessage(
                        "Property tidemark.cors.allowed-origins with value '" + origin
                                + "' is invalid: an origin must have the form https://shop.example.com, without a path, or moz-extension://*");
    }

    private static Object bind(String name, String value, @Nullable String with) throws ClassNotFoundException {
        var setting = settings.get(name);
        assertThat(setting).as(name).isNotNull();
        var values = Stream.of(name + "=" + value, with == null ? name + "=" + value : with)
                .distinct()
                .map(each -> each.split("=", 2))
                .collect(toMap(each -> each[0], each -> each[1]));
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate(setting.prefix(), Bindable.of(Class.forName(setting.source())));
    }
}
