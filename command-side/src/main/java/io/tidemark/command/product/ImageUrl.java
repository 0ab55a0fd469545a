package io.tidemark.command.product;

import io.tidemark.command.image.ImageName;
import io.tidemark.edge.refusal.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Where a picture is: an http or https address of at most 2,048 characters, or the path of an image that is kept here. */
record ImageUrl(String value) {

    static final int MAX_LENGTH = 2_048;

    private static final String LABEL = "[\\p{L}\\p{M}\\p{N}_-]{1,63}";

    /** A host name of labels of letters, digits, hyphens and underscores, perhaps behind a user and before a port. */
    private static final Pattern AUTHORITY = Pattern.compile(
            "(?:[^@]*+@)?(?=[^:]{1,254}+(?::|\\z))" + LABEL + "(?:\\." + LABEL + ")*+\\.?(?::[0-9]{0,5})?");

    private static final Pattern SCHEME = Pattern.compile("(?i)https?");

    ImageUrl {
        if (value.length() > MAX_LENGTH || !(isAddress(value) || isOurs(value))) {
            throw Refused.invalid(
                    "product.image-url",
                    "an image URL must be an http or https URL of at most %s characters".formatted(MAX_LENGTH));
        }
    }

    private static boolean isAddress(String text) {
        try {
            var address = new URI(text);
            return address.getScheme() != null
                    && SCHEME.matcher(address.getScheme()).matches()
                    && namesHost(address);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** Java knows host names by a rule that DNS does not have: it finds none in an authority with an underscore. */
    private static boolean namesHost(URI address) {
        var authority = address.getRawAuthority();
        return address.getHost() != null
                || (authority != null && AUTHORITY.matcher(authority).matches());
    }

    static boolean isOurs(String text) {
        return ImageName.ofPath(text).isPresent();
    }

    /** The place of a picture of something that has no uploads yet. */
    static ImageUrl elsewhere(String text) {
        if (isOurs(text)) {
            throw notUploaded();
        }
        return new ImageUrl(text);
    }

    /** Whoever names an image that is kept here can only mean one that was uploaded for the product. */
    void requireUploaded(ProductState state) {
        if (isOurs(value) && !state.uploads().contains(value)) {
            throw notUploaded();
        }
    }

    private static Refused notUploaded() {
        return Refused.invalid("product.image-url", "the image was not uploaded for this product");
    }
}
