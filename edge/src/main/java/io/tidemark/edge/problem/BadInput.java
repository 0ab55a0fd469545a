package io.tidemark.edge.problem;

import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Describes input that cannot be read: by the names of its fields and in the terms of JSON, never in those of Java. */
final class BadInput {

    /** What the texts of libraries say beside what is wrong: places in a source, settings, and the names of types. */
    private static final Pattern ASIDES = Pattern.compile(" \\(start marker at .*\\)|, from `[^`]*`|`");

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.defaults();

    /** The parser's own text has the digits of the machine's locale. */
    private static final String PARSER_LIMITS = "the body must have at most " + LIMITS.getMaxNestingDepth()
            + " levels, numbers of at most " + LIMITS.getMaxNumberLength() + " characters and names of at most "
            + LIMITS.getMaxNameLength();

    private static final Pattern JAVA_NAME = Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*");

    private BadInput() {}

    static Problem answerTo(ServerWebInputException input) {
        return FailureClassifier.firstCause(input, JacksonException.class)
                .map(BadInput::answerTo)
                .orElseGet(() -> Problem.invalid("request.invalid", asDetail(input.getReason())));
    }

    /** Spring sorts what a client accepts, and does so only up to a number. Most of what cannot be parsed, it refuses itself. */
    static Problem answerToMediaTypes(Throwable failure) {
        return failure instanceof InvalidMimeTypeException
                ? new Problem(HttpStatus.NOT_ACCEPTABLE, "not-acceptable", "the Accept header has too many media types")
                : Problem.invalid("request.malformed", "the Accept or Content-Type header is malformed");
    }

    private static Problem answerTo(JacksonException json) {
        if (json instanceof UnrecognizedPropertyException unknown) {
            return Problem.invalid("json.unknown-field", "unknown field '%s'".formatted(unknown.getPropertyName()));
        }
        if (json instanceof DatabindException mismatch) {
            return Problem.invalid("json.wrong-type", "%s %s".formatted(fieldOf(mismatch), expected(mismatch)));
        }
        if (json instanceof InputCoercionException number) {
            return Problem.invalid("json.wrong-type", fieldOf(number) + " contains a number that is out of range");
        }
        if (json instanceof StreamConstraintsException) {
            return Problem.invalid("json.out-of-bounds", PARSER_LIMITS);
        }
        return Problem.invalid("json.malformed", "the body is not valid JSON" + reason(json));
    }

    private static String fieldOf(JacksonException mismatch) {
        var path = new StringBuilder();
        for (var step : mismatch.getPath()) {
            path.append(step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName());
        }
        return path.isEmpty() ? "the body" : path.substring(path.charAt(0) == '.' ? 1 : 0);
    }

    private static String expected(DatabindException mismatch) {
        boolean fromText = mismatch instanceof InvalidFormatException invalid && invalid.getValue() instanceof String;
        Class<?> type = mismatch instanceof MismatchedInputException typed ? typed.getTargetType() : null;
        if (type == String.class && fromText) {
            return "must not contain NUL or a lone surrogate";
        }
        var inTermsOfJson = type == null ? null : expected(type);
        if (inTermsOfJson != null) {
            return inTermsOfJson;
        }
        return mismatch.getPath().isEmpty() ? "must be one JSON object" : "has the wrong type";
    }

    /** What a field of that type takes; null if that is not said. */
    private static @Nullable String expected(Class<?> type) {
        if (type == String.class) {
            return "must be a string";
        }
        if (type == Long.class || type == Integer.class) {
            return "must be a whole number";
        }
        return Collection.class.isAssignableFrom(type) ? "must be an array" : null;
    }

    /** The parser's reason, if it is one for somebody who does not know the parser. */
    private static String reason(JacksonException malformed) {
        var reason = withoutAsides(malformed);
        return JAVA_NAME.matcher(reason).find() ? "" : ": " + reason;
    }

    private static String withoutAsides(JacksonException malformed) {
        return ASIDES.matcher(malformed.getOriginalMessage()).replaceAll("");
    }

    /**
     * A text of Spring's in the form of all details: it begins with a small letter and has no full stop. Where it names
     * what is missing by its place in the code, it ends before.
     */
    static String asDetail(@Nullable String text) {
        if (text == null) {
            return "the request cannot be processed";
        }
        var said = JAVA_NAME.matcher(text).find() ? text.split(":", 2)[0] : text;
        return JAVA_NAME.matcher(said).find()
                ? "the request cannot be processed"
                : StringUtils.trimTrailingCharacter(StringUtils.uncapitalize(said), '.');
    }
}
