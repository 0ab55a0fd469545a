package io.tidemark.query.audit.export;

import io.tidemark.edge.json.WireJson;
import io.tidemark.edge.json.WireText;
import io.tidemark.query.audit.AuditEntry;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * CSV for spreadsheets (RFC 4180). Some programs split lines at semicolons or tabs and not at commas. For them a
 * formula may also start inside a cell.
 */
@Component
class CsvEntries implements AuditFormat {

    private static final String END_OF_LINE = "\r\n";

    /** The places where a spreadsheet could start a formula. */
    private static final Pattern FORMULA = Pattern.compile("(?:^|[;\t]\"*)(?=[=+\\-@\t\r\n＝＋－＠])");

    /** The same in JSON, where the first character of the formula can be escaped. */
    private static final Pattern FORMULA_IN_JSON = Pattern.compile("(?<=;)[=+\\-@＝＋－＠]");

    @Override
    public String head() {
        return line(
                "cursor",
                "id",
                "type",
                "aggregate",
                "version",
                "time",
                "recordedAt",
                "actor",
                "commandId",
                "user",
                "data",
                "correlationId",
                "traceparent");
    }

    @Override
    public String entry(AuditEntry entry) {
        return line(
                entry.cursor(),
                entry.id().toString(),
                entry.type(),
                entry.aggregate(),
                Long.toString(entry.version()),
                WireJson.time(entry.time()),
                WireJson.storedTime(entry.recordedAt()),
                entry.actor(),
                entry.commandId(),
                entry.user(),
                harmless(entry.data()),
                entry.correlationId(),
                entry.traceparent());
    }

    @Override
    public String end(String cursor) {
        return line("#complete", cursor);
    }

    private static String line(@Nullable String... cells) {
        return Stream.of(cells).map(CsvEntries::cell).collect(Collectors.joining(",", "", END_OF_LINE));
    }

    private static String cell(@Nullable String value) {
        if (value == null) {
            return "\"\"";
        }
        return "\"" + FORMULA.matcher(value).replaceAll("$0'").replace("\"", "\"\"") + "\"";
    }

    private static String harmless(String json) {
        return FORMULA_IN_JSON.matcher(WireText.onOneLine(json)).replaceAll(CsvEntries::escape);
    }

    private static String escape(MatchResult character) {
        return String.format(Locale.ROOT, "\\\\u%04x", (int) character.group().charAt(0));
    }
}
