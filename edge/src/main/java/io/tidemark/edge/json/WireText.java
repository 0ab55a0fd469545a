package io.tidemark.edge.json;

/**
 * What may stand in a text from outside: anything that is a sequence of characters and that the database can store. And
 * what may stand in a text for a reader of lines.
 */
public final class WireText {

    private WireText() {}

    /** NUL cannot be stored, and half of a surrogate pair is no character. */
    public static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == 0 || (Character.isSurrogate(each) && !isPair(text, i++))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is of the 95 characters that ASCII prints. */
    public static boolean isPrintableAscii(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** The same JSON without the characters that end a line for some readers: they are escaped. */
    public static String onOneLine(String json) {
        return json.replace("\u0085", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    private static boolean isPair(String text, int high) {
        return high + 1 < text.length() && Character.isSurrogatePair(text.charAt(high), text.charAt(high + 1));
    }
}
