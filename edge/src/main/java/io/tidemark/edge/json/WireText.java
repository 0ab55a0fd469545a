package io.tidemark.edge.json;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Checks texts of requests: which characters the database can store, and which are visible. Also escapes the line ends
 * of other readers.
 */
public final class WireText {

    /** White space, control and format characters, and the others that are ignored by default (Unicode, 5.21). */
    private static final String IGNORED = "\\p{Cc}\\p{Cf}"
            + "\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2065}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}"
            + "\\x{FFF0}-\\x{FFF8}\\x{E0000}-\\x{E0FFF}";

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{IsWhite_Space}" + IGNORED + "]*+");
    private static final Pattern HAS_INVISIBLE = Pattern.compile("[\\p{Zl}\\p{Zp}" + IGNORED + "]");

    private WireText() {}

    /** NUL cannot be stored, and half a surrogate pair is not a character. */
    public static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == 0 || (Character.isSurrogate(each) && !isPair(text, i++))) {
                return false;
            }
        }
        return true;
    }

    /** Whether all characters are among the 95 printable ones of ASCII. */
    public static boolean isPrintableAscii(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** The same JSON, with the characters escaped that some readers take for line ends. */
    public static String onOneLine(String json) {
        return json.replace("\u0085", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    /** Whether it has only white space and invisible characters. */
    public static boolean isInvisible(String text) {
        return INVISIBLE.matcher(text).matches();
    }

    /** Whether it has a character that is invisible and not a space. */
    public static boolean hasInvisible(String text) {
        return HAS_INVISIBLE.matcher(text).find();
    }

    /** The form for comparison. Texts that differ only in Unicode normalization or case have the same form. */
    public static String comparable(String text) {
        var normalised = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return normalised.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static boolean isPair(String text, int high) {
        return high + 1 < text.length() && Character.isSurrogatePair(text.charAt(high), text.charAt(high + 1));
    }
}
