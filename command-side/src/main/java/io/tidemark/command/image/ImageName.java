package io.tidemark.command.image;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which image: one of a product's, named after its content, so that the same content has the same name and a name never
 * stands for anything else.
 *
 * @param sha256 of the content, in hexadecimal
 */
public record ImageName(UUID productId, String sha256, ImageType type) {

    private static final String PATH = "/api/images/";
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/([0-9a-f]{64})\\.([a-z]{3,4})");

    /** Reads a path as {@link #path()} writes it; empty if it is none. */
    public static Optional<ImageName> ofPath(String path) {
        return path.startsWith(PATH) ? parse(path.substring(PATH.length())) : Optional.empty();
    }

    /** Reads what stands behind {@code /api/images/}; empty if that is no image's name. */
    public static Optional<ImageName> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches()
                ? type(matcher.group(3))
                        .map(type -> new ImageName(UUID.fromString(matcher.group(1)), matcher.group(2), type))
                : Optional.empty();
    }

    private static Optional<ImageType> type(String extension) {
        return Arrays.stream(ImageType.values())
                .filter(type -> type.extension().equals(extension))
                .findFirst();
    }

    /** Where clients find it. */
    public String path() {
        return PATH + this;
    }

    /** The name of the file, among those of the same product. */
    String file() {
        return sha256 + "." + type.extension();
    }

    @Override
    public String toString() {
        return productId + "/" + file();
    }
}
