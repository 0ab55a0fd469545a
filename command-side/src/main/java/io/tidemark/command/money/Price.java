package io.tidemark.command.money;

import io.tidemark.edge.refusal.Refused;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;

/** What a product costs: at least 0, less than 10^12, with as many digits behind the point as its currency has. */
public record Price(BigDecimal amount, Currency currency) {

    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(12);
    private static final int MAX_LENGTH = 50;
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?");

    public Price {
        int digits = currency.getDefaultFractionDigits();
        var exact = amount.stripTrailingZeros();
        if (exact.scale() > digits) {
            throw Refused.invalid(
                    "product.price-digits",
                    "a price in %s must have at most %s decimal places".formatted(currency, digits));
        }
        amount = exact.setScale(digits);
    }

    /** Reads an amount off the wire. An exponent that nobody can write out never gets further than this. */
    public static BigDecimal amount(String text) {
        if (text.length() <= MAX_LENGTH && DECIMAL.matcher(text).matches()) {
            var amount = new BigDecimal(text);
            if (amount.signum() >= 0 && amount.compareTo(LIMIT) < 0) {
                return amount.stripTrailingZeros(); // However it was written, the same amount is the same value.
            }
        }
        throw Refused.invalid("product.price", "price must be a decimal number, at least 0 and less than 10^12");
    }

    /** Reads a currency off the wire: one of ISO 4217 that has coins or notes, or at least digits. */
    public static Currency currency(String code) {
        try {
            var currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException unknown) {
            // Refused below, like those that are no money.
        }
        throw Refused.invalid("product.currency", "currency must be an ISO 4217 code, such as EUR");
    }

    public static Refused withoutTheOther() {
        return Refused.invalid("product.price-currency", "price and currency must be given together");
    }

    /** The amount as events and answers have it. */
    public String text() {
        return amount.toPlainString();
    }
}
