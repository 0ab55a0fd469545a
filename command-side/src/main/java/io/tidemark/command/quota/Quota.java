package io.tidemark.command.quota;

import java.util.Locale;

/** The kinds of things, each with a quota of its own. */
public enum Quota {
    REPLIES,
    BUSINESSES,
    PRODUCTS,
    SESSIONS,
    /** All that were ever uploaded: their files stay. */
    IMAGES;

    /** The name in a text, in a setting, and of the column in {@link OwnedThings}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
