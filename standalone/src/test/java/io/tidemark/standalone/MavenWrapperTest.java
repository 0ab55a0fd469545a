package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The build runs with the same Maven on every system. */
class MavenWrapperTest {

    @ParameterizedTest
    @ValueSource(strings = {"version", "sha512"})
    void both_wrappers_pin_the_same_maven(String name) throws IOException {
        var pinned = Pattern.compile("^(?:set )?\"?%s=([0-9a-f.]+)\"?\\s*$".formatted(name), Pattern.MULTILINE);
        assertThat(found(pinned, "../mvnw.cmd")).isEqualTo(found(pinned, "../mvnw"));
    }

    private static String found(Pattern pinned, String wrapper) throws IOException {
        var matcher = pinned.matcher(Files.readString(Path.of(wrapper)));
        assertThat(matcher.find()).as("%s has %s", wrapper, pinned).isTrue();
        return matcher.group(1);
    }
}
