package io.tidemark.command.image;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.tidemark.edge.refusal.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Keeps images as files, {@code <product>/<sha256>.<extension>}. A file gets its name when its content is on disk, so
 * that whatever has such a name is whole, whenever a process died.
 */
@Component
@EnableConfigurationProperties(ImageProperties.class)
class ImageFiles implements ImageStore {

    private final Path directory;
    private final int maxPerProduct;

    ImageFiles(ImageProperties properties) {
        this.directory = properties.directory().toAbsolutePath();
        this.maxPerProduct = properties.maxPerProduct();
    }

    @Override
    public void keep(ImageName name, Path file) {
        var folder = directory.resolve(name.productId().toString());
        try {
            sync(file, StandardOpenOption.WRITE);
            move(file, folder, name.file());
            sync(folder, StandardOpenOption.READ); // Even if the file was there: whoever put it there may have died.
            sync(directory, StandardOpenOption.READ);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** One at a time, or two could take the last place of a product. */
    private synchronized void move(Path file, Path folder, String name) throws IOException {
        if (Files.exists(folder.resolve(name))) {
            return;
        }
        OwnersDirectory.create(folder);
        requireRoom(folder);
        Files.move(file, folder.resolve(name), ATOMIC_MOVE);
    }

    /** Counts what is there, for whichever reason: it is the disk that has an end. */
    private void requireRoom(Path folder) throws IOException {
        try (var images = Files.list(folder)) {
            if (images.count() >= maxPerProduct) {
                throw Refused.conflict(
                        "product.too-many-images", "a product can have at most %s images".formatted(maxPerProduct));
            }
        }
    }

    private static void sync(Path path, OpenOption mode) throws IOException {
        try (var channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<Resource> find(ImageName name) {
        var file = directory.resolve(name.productId().toString()).resolve(name.file());
        return Files.isRegularFile(file) ? Optional.of(new FileSystemResource(file)) : Optional.empty();
    }
}
