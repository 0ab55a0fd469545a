package io.tidemark.query.read;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A parameter that is a list, separated by commas. */
public final class ListParameter {

    private static final Pattern COMMA = Pattern.compile(",");

    private ListParameter() {}

    /** The members without duplicates. Ignores empty ones: clients that join names often leave a comma at the end. */
    public static List<String> members(@Nullable String raw) {
        return raw == null
                ? List.of()
                : COMMA.splitAsStream(raw)
                        .map(String::strip)
                        .filter(Predicate.not(String::isEmpty))
                        .distinct()
                        .toList();
    }
}
