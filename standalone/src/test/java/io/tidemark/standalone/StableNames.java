package io.tidemark.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a name in the place of each part of the protocol that differs from run to run. Everything else stays as sent. */
final class StableNames {

    /** The day of every time that a client gives. Such a time is the same in every run, and so it stays. */
    static final String DAY = "2024-02-29";

    private static final Rule TOKEN = rule("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+", "<token>");

    private static final List<Rule> RULES = List.of(
            rule("([^\\W_])\\1{49,}", "<many $1>"),
            TOKEN,
            rule("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z", "<time in microseconds>"),
            rule("(?!" + DAY + ")\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z", "<time>"),
            rule("[0-9a-f]{64}", "<sha-256>"),
            rule("(?!6f1c2d4e)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>"),
            rule("\"sequence\":\"\\d{20}\"", "\"sequence\":\"<20 digits>\""),
            rule("\"(createdPosition|position)\":\\d+", "\"$1\":<position>"),
            rule("\"retry\":\\d+", "\"retry\":<milliseconds>"),
            rule("(?m)^retry: \\d+", "retry: <milliseconds>"),
            rule("\"cause\":\"(\\\\.|[^\"\\\\])*\"", "\"cause\":\"<cause>\""));

    private final List<Rule> known = new ArrayList<>();

    private record Rule(Pattern pattern, String name) {}

    static String withoutTokens(String text) {
        return TOKEN.pattern().matcher(text).replaceAll(TOKEN.name());
    }

    private static Rule rule(String pattern, String name) {
        return new Rule(Pattern.compile(pattern), name);
    }

    StableNames(String epoch) {
        known.add(rule("/tidemark/" + Pattern.quote(epoch), "/tidemark/<epoch>"));
        known.add(rule(Pattern.quote(epoch) + "\\.\\d+-([a-z]+-)?\\d+", "<next>"));
        known.add(rule(Pattern.quote(epoch) + "\\.\\d+", "<cursor>"));
    }

    /** Shows a value by a name from now on, and returns the value. */
    String show(String value, String name) {
        known.add(rule(Pattern.quote(value), Matcher.quoteReplacement(name)));
        return value;
    }

    /** A new UUID, which is shown as one that ends with the number. */
    String id(int number) {
        return show(UUID.randomUUID().toString(), String.format(Locale.ROOT, "6f1c2d4e-0000-4000-8000-%012d", number));
    }

    /** The text with the names. */
    String in(String text) {
        var named = text;
        for (var rules : List.of(known, RULES)) {
            for (var rule : rules) {
                named = rule.pattern().matcher(named).replaceAll(rule.name());
            }
        }
        return named;
    }
}
