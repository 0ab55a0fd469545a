package io.tidemark.edge.log;

/** Text of unknown origin as one part of a line: nothing in it ends the line, moves the cursor or turns the text around. */
final class LogText {

    /** Longer texts are cut. */
    static final int MAX_LENGTH = 8_000;

    private LogText() {}

    static String escaped(String text) {
        var shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        var escaped = shown.codePoints().allMatch(LogText::isPlain) ? shown : escapedEach(shown);
        return shown.length() == text.length()
                ? escaped
                : escaped + "… and " + (text.length() - MAX_LENGTH) + " more characters";
    }

    private static String escapedEach(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(each -> append(each, escaped));
        return escaped.toString();
    }

    private static void append(int codePoint, StringBuilder escaped) {
        if (isPlain(codePoint)) {
            escaped.appendCodePoint(codePoint);
        } else if (codePoint == '\n') {
            escaped.append("\\n");
        } else if (codePoint == '\r') {
            escaped.append("\\r");
        } else {
            escaped.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
        }
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint == '\t';
            case Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
