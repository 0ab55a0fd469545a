package io.tidemark.command.image;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where images are kept, and the bounds of keeping them.
 *
 * @param directory where they are; all processes that serve the same clients share it
 * @param maxBytes how large one may be
 * @param maxPerProduct how many are kept for one product, those that it shows no longer among them
 * @param maxUploads how many come in at once; one more is a 503
 * @param maxUploadsPerUser how many of them from one user
 * @param uploadTimeout how long one may take to come in
 */
@ConfigurationProperties("tidemark.images")
record ImageProperties(
        Path directory,
        @DefaultValue("5MB") DataSize maxBytes,
        @DefaultValue("50") int maxPerProduct,
        @DefaultValue("32") int maxUploads,
        @DefaultValue("4") int maxUploadsPerUser,
        @DefaultValue("2m") Duration uploadTimeout) {}
