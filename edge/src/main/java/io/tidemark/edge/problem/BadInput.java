package io.tidemark.edge.problem;

import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Describes input that cannot be read: by the names of its fields and in the terms of JSON, never in those of Java. */
final class BadInput {

    private static final Pattern JAVA_ONLY = Pattern.compile(" \\(start marker at .*\\)|, from `[^`]*`|`");

    private BadInput() {}

    static Problem answerTo(ServerWebInputException input) {
        return FailureClassifier.firstCause(input, JacksonException.class)
                .map(BadInput::answerTo)
                .orElseGet(() -> Problem.invalid("request.invalid", asDetail(input.getReason())));
    }

    private static Problem answerTo(JacksonException json) {
        if (json instanceof UnrecognizedPropertyException unknown) {
            return Problem.invalid("json.unknown-field", "unknown field '%s'".formatted(unknown.getPropertyName()));
        }
        if (json instanceof MismatchedInputException mismatch) {
            return Problem.invalid("json.wrong-type", "%s %s".formatted(fieldOf(mismatch), expected(mismatch)));
        }
        return Problem.invalid("json.malformed", "the body is not valid JSON: " + reason(json));
    }

    private static String fieldOf(MismatchedInputException mismatch) {
        var path = new StringBuilder();
        for (var step : mismatch.getPath()) {
            path.append(step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName());
        }
        return path.isEmpty() ? "the body" : path.substring(path.charAt(0) == '.' ? 1 : 0);
    }

    /** What a field of that type takes, in the terms of JSON. */
    private static String expected(MismatchedInputException mismatch) {
        Class<?> type = mismatch.getTargetType();
        boolean fromText = mismatch instanceof InvalidFormatException invalid && invalid.getValue() instanceof String;
        if (type == String.class) {
            return fromText ? "must not contain NUL or a lone surrogate" : "must be a string";
        }
        if (type == Number.class && fromText) {
            return "contains a number that is out of range";
        }
        if (type == Long.class) {
            return "must be a whole number";
        }
        if (type != null && Collection.class.isAssignableFrom(type)) {
            return "must be an array";
        }
        return mismatch.getPath().isEmpty() ? "must be one JSON object" : "has the wrong type";
    }

    /** The parser's reason, without the place in a source that it does not show, and without Java's names. */
    private static String reason(JacksonException malformed) {
        return JAVA_ONLY.matcher(malformed.getOriginalMessage()).replaceAll("");
    }

    /** A text of Spring's in the form of all details: it begins with a small letter and has no full stop. */
    static String asDetail(@Nullable String text) {
        return text == null
                ? "the request cannot be processed"
                : StringUtils.trimTrailingCharacter(StringUtils.uncapitalize(text), '.');
    }
}
