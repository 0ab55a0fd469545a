package io.tidemark.command.image;

import io.tidemark.edge.setting.Settings;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where images are kept, and the bounds of keeping them.
 *
 * @param directory the directory of the images, by default the folder images in tidemark.data-dir; all processes that
 *     serve the same clients share it
 * @param maxBytes how large an image may be
 * @param maxPerProduct how many images are kept for one product, including those that it no longer shows
 */
@ConfigurationProperties("tidemark.images")
record ImageProperties(
        Path directory,
        @DefaultValue("5MB") DataSize maxBytes,
        @DefaultValue("50") int maxPerProduct) {

    ImageProperties {
        var settings = new Settings("tidemark.images");
        settings.between("max-bytes", maxBytes, DataSize.ofBytes(1), DataSize.ofGigabytes(1));
        settings.between("max-per-product", maxPerProduct, 1, 10_000);
    }
}
