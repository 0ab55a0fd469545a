package io.tidemark.edge.security;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what a stranger chose as a value of a log line: in quotes, bounded, and in printable ASCII. */
final class LogText {

    /** As long as a user's name may be. */
    static final int MAX_LENGTH = 255;

    private static final String ABSENT = "-";
    private static final String CUT = "...";

    private LogText() {}

    /** The value as a JSON string; {@code -} if there is none. */
    static String of(@Nullable String value) {
        if (value == null) {
            return ABSENT;
        }
        var text = new StringBuilder("\"");
        value.chars().limit(MAX_LENGTH).forEach(each -> append(text, (char) each));
        return text.append(value.length() > MAX_LENGTH ? CUT : "").append('"').toString();
    }

    private static void append(StringBuilder text, char each) {
        if (each < ' ' || each > '~') {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
        } else {
            text.append(each == '"' || each == '\\' ? "\\" : "").append(each);
        }
    }
}
