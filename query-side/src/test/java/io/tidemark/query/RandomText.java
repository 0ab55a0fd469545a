package io.tidemark.query;

import java.util.Random;
import java.util.stream.Collectors;

/** A text that PostgreSQL cannot compress, so that its index entry is as long as the text. */
public final class RandomText {

    private RandomText() {}

    public static String of(int length) {
        return new Random(length)
                .ints(length, '!', '~')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
