package io.tidemark.edge.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;

/** The value of a number in JSON. JSON has no largest exponent, {@link BigDecimal} has one. */
final class NumberValue {

    /** Replaces a number with a larger exponent: no field accepts it, and no calculation writes it out. */
    private static final int MAX_EXPONENT = 1_000_000_000;

    private static final BigDecimal HUGE = new BigDecimal(BigInteger.ONE, -MAX_EXPONENT);
    private static final BigDecimal TINY = new BigDecimal(BigInteger.ONE, MAX_EXPONENT);

    private static final Pattern ZERO = Pattern.compile("-?[0.]+[eE].*");

    private NumberValue() {}

    static BigDecimal of(JsonParser parser) {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException exponentTooLarge) {
            return of(parser.getString());
        }
    }

    private static BigDecimal of(String text) {
        if (ZERO.matcher(text).matches()) {
            return BigDecimal.ZERO;
        }
        var size = text.contains("e-") || text.contains("E-") ? TINY : HUGE;
        return text.startsWith("-") ? size.negate() : size;
    }
}
