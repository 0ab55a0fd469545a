package io.tidemark.edge.auth.claim;

import io.tidemark.edge.json.WireText;
import java.text.Normalizer;

/**
 * Which names a user may have. What belongs to a user belongs to the name, so a name is never changed: one that looks like
 * another is refused.
 */
public final class UserName {

    /** The actor of what ended by itself. */
    public static final String RESERVED = "tidemark";

    /** The length that OpenID Connect allows. Longer names would not fit into the indexes of the database. */
    static final int MAX_LENGTH = 255;

    /** What a name has to be, in the words of a refusal. */
    public static final String RULE = "must have 1 to " + MAX_LENGTH + " characters, without control, format and other"
            + " invisible characters, must not begin or end with white space, must be in the normalization form NFKC, and"
            + " must not be " + RESERVED;

    private UserName() {}

    public static boolean isOne(String name) {
        return name.codePointCount(0, name.length()) <= MAX_LENGTH
                && WireText.isClean(name)
                && !WireText.isInvisible(name)
                && !WireText.hasInvisible(name)
                && name.equals(name.strip())
                && Normalizer.isNormalized(name, Normalizer.Form.NFKC)
                && !name.equalsIgnoreCase(RESERVED);
    }
}
