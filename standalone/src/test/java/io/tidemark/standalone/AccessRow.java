package io.tidemark.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;

/**
 * A row of the access matrix: a request, and what each caller is answered.
 *
 * @param route as {@link ServedRoutes} names it
 * @param path with the names of the owner's things in the place of their ids
 * @param body empty if there is none
 */
record AccessRow(String route, String path, String body, List<Cell> cells) {

    static final String FILE = "access-matrix.txt";

    /** What one kind of caller is answered; {@code sees} says whether the answer has the owner's data. */
    record Cell(int status, boolean sees) {

        private static final int REFUSED = 400;

        boolean isRefused() {
            return status >= REFUSED;
        }

        static Cell of(String text) {
            return new Cell(Integer.parseInt(text.substring(0, 3)), text.endsWith("+"));
        }
    }

    static List<AccessRow> all() {
        try {
            return new ClassPathResource(FILE)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(AccessRow::of)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static AccessRow of(String line) {
        var columns = line.split("[|]", -1);
        var cells = Stream.of(columns[3].strip().split(" +")).map(Cell::of).toList();
        return new AccessRow(columns[0].strip(), columns[1].strip(), columns[2].strip(), cells);
    }

    String method() {
        return route.split(" ", -1)[0];
    }

    boolean isRead() {
        return method().equals("GET");
    }

    /** What tells the handler apart from others of its route: a media type, or nothing. */
    String mediaType() {
        var last = route.substring(route.lastIndexOf(' ') + 1);
        if (!last.startsWith("/") && !last.startsWith("?")) {
            return last;
        }
        return isRead() ? "*/*" : "application/json";
    }

    /** The row with ids in the place of names. */
    AccessRow with(Map<String, String> names) {
        return new AccessRow(route, in(path, names), in(body, names), cells);
    }

    private static String in(String text, Map<String, String> names) {
        var replaced = text;
        for (var name : names.entrySet()) {
            replaced = replaced.replace("$" + name.getKey(), name.getValue());
        }
        return replaced;
    }

    @Override
    public String toString() {
        return route + ", " + path;
    }
}
