package io.tidemark.resilience;

import io.tidemark.testkit.Launch;
import io.tidemark.testkit.Programs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a node keeps in memory.
 *
 * @param heap the bytes of all objects that are alive
 * @param buffers the bytes outside the heap that are neither code nor the machine's own: network buffers above all
 */
record Memory(long heap, long buffers) {

    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern OTHER = Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB\\)");
    private static final long MEBIBYTE = 1024 * 1024;

    /** Collects the garbage first. */
    static Memory of(Node node) throws IOException {
        long heap = number(TOTAL, ask(node, "GC.class_histogram"));
        long buffers = number(OTHER, ask(node, "VM.native_memory", "summary"));
        return new Memory(heap, buffers * 1024);
    }

    private static String ask(Node node, String... question) {
        var command = new ArrayList<>(List.of(Programs.ofThisJava("jcmd"), Long.toString(node.pid())));
        command.addAll(List.of(question));
        return Launch.of(command).run().output();
    }

    private static long number(Pattern pattern, String answer) throws IOException {
        var found = pattern.matcher(answer);
        if (!found.find()) {
            throw new IOException("jcmd answered " + answer);
        }
        return Long.parseLong(found.group(1));
    }

    long bytes() {
        return heap + buffers;
    }

    @Override
    public String toString() {
        return "%s MiB of heap and %s MiB of buffers".formatted(heap / MEBIBYTE, buffers / MEBIBYTE);
    }
}
