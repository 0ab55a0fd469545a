package io.tidemark.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** What each setting allows, in words. */
final class SettingBounds {

    private static final Path TABLE = Path.of("src/test/resources/setting-bounds.csv");

    private SettingBounds() {}

    static Map<String, String> all() throws IOException {
        try (var rows = Files.lines(TABLE)) {
            return rows.skip(1)
                    .map(row -> row.split(",", -1))
                    .collect(Collectors.toMap(row -> row[0], row -> allowed(row[2], row[3], row[4])));
        }
    }

    private static String allowed(String least, String most, String above) {
        return above.isEmpty() ? "at least " + least : least + " to " + most;
    }
}
