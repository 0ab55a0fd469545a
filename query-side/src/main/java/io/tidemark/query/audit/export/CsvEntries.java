package io.tidemark.query.audit.export;

import io.tidemark.edge.json.WireJson;
import io.tidemark.query.audit.AuditEntry;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A table for a spreadsheet (RFC 4180). */
@Component
class CsvEntries implements AuditFormat {

    private static final String END_OF_LINE = "\r\n";
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");

    /** What a spreadsheet would run as a formula. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r\n＝＋－＠]");

    @Override
    public String head() {
        return "cursor,id,type,aggregate,version,time,recordedAt,actor,commandId,user,data,correlationId,traceparent"
                + END_OF_LINE;
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
                WireJson.time(entry.recordedAt()),
                entry.actor(),
                entry.commandId(),
                entry.user(),
                entry.data(),
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
            return "";
        }
        var harmless = FORMULA.matcher(value).find() ? "'" + value : value;
        return NEEDS_QUOTES.matcher(harmless).find() ? "\"" + harmless.replace("\"", "\"\"") + "\"" : harmless;
    }
}
