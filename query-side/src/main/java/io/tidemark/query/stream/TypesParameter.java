package io.tidemark.query.stream;

import io.tidemark.edge.refusal.Refused;
import io.tidemark.query.read.ListParameter;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code types} parameter: the names of the events that a client wants, separated by commas. */
final class TypesParameter {

    private static final Pattern NAME = Pattern.compile("[a-z-]{1,50}:[a-z-]{1,50}");
    private static final int MAX = 50;

    private TypesParameter() {}

    static Set<String> parse(@Nullable String raw) {
        var names = ListParameter.members(raw);
        if (names.size() > MAX
                || !names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw Refused.invalid(
                    "types.invalid",
                    "types must be at most 50 event names, such as reply:created, separated by commas");
        }
        return Set.copyOf(names);
    }
}
