package io.tidemark.bench;

import java.util.Arrays;

/** Looks through the bytes of a frame without making anything of what is not wanted. */
final class Bytes {

    private Bytes() {}

    /** Where the wanted is over, the first time that it is found; the end if it is not there. */
    static int indexAfter(byte[] bytes, int start, int end, byte[] wanted) {
        for (int at = start; at <= end - wanted.length; at++) {
            if (bytes[at] == wanted[0] && startsWith(bytes, at, end, wanted)) {
                return at + wanted.length;
            }
        }
        return end;
    }

    static boolean startsWith(byte[] bytes, int start, int end, byte[] wanted) {
        int wantedEnd = start + wanted.length;
        return wantedEnd <= end && Arrays.equals(bytes, start, wantedEnd, wanted, 0, wanted.length);
    }

    /** The digits there, up to what is none. */
    static long number(byte[] bytes, int start, int end) {
        long number = 0;
        for (int at = start; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    /** Where the character is, from the start on; the end if it is not there. */
    static int indexOf(byte[] bytes, int start, int end, char wanted) {
        int at = start;
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at;
    }
}
