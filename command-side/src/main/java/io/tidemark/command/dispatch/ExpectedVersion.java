package io.tidemark.command.dispatch;

import io.tidemark.edge.refusal.Refused;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The versions that {@code If-Match} names (RFC 9110, 13.1.1). An entity tag that is not one of our versions matches
 * nothing.
 *
 * <p>A tag names a version of the resource and not the bytes of one answer. So it stands for the same version after a
 * proxy has compressed the answer and, as RFC 9110 asks of it, made the tag weak or added a suffix.
 */
public record ExpectedVersion(SortedSet<Long> oneOf) {

    /** What may stand between two commas: a tag, whose characters are the group, or nothing. */
    private static final Pattern ELEMENT =
            Pattern.compile("[ \\t]*+(?:(?:W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*+)\")?+[ \\t]*+(?=,|\\z)");

    private static final Pattern VERSION = Pattern.compile("(0|[1-9][0-9]{0,17})(?:-{1,2}(?:gzip|br|deflate|zstd))?");

    public ExpectedVersion {
        oneOf = Collections.unmodifiableSortedSet(new TreeSet<>(oneOf));
    }

    /** Parses the header's lines; null if there are none, or if they match any version. */
    static @Nullable ExpectedVersion parse(List<String> lines) {
        var list = String.join(",", lines);
        return lines.isEmpty() || list.strip().equals("*") ? null : parse(list);
    }

    private static ExpectedVersion parse(String list) {
        var versions = new TreeSet<Long>();
        var element = ELEMENT.matcher(list);
        boolean names = false;
        for (int at = 0; at <= list.length(); at = element.end() + 1) {
            if (!element.region(at, list.length()).lookingAt()) {
                throw malformed();
            }
            names |= element.group(1) != null;
            addVersion(element, versions);
        }
        if (!names) {
            throw malformed();
        }
        return new ExpectedVersion(versions);
    }

    private static void addVersion(Matcher element, SortedSet<Long> versions) {
        if (element.group(1) != null) {
            var version = VERSION.matcher(element.group(1));
            if (version.matches()) {
                versions.add(Long.valueOf(version.group(1)));
            }
        }
    }

    private static Refused malformed() {
        return Refused.invalid(
                "if-match.invalid", "If-Match must be * or a list of entity tags in quotes, such as \"7\", \"8\"");
    }
}
