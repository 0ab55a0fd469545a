package io.tidemark.command.image;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.tidemark.edge.Sha256;
import io.tidemark.edge.limit.Bulkhead;
import io.tidemark.edge.refusal.Refused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

/** Takes images off the wire, straight to a file beside the others, and keeps those that are what they should be. */
@Component
public class ImageUploads {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Of a body that is cut off, Spring's reader tells twice; once is enough for the log. */
    private static final Context TOLD_ONCE =
            Context.of("reactor.onErrorDropped.local", (Consumer<Throwable>) again -> {});

    private final ImageStore store;
    private final ImageProperties properties;
    private final UploadTuning tuning;
    private final Path incoming;
    private final Supplier<UUID> ids;
    private final Scheduler pool;
    private final Bulkhead bulkhead;

    ImageUploads(
            ImageStore store,
            ImageProperties properties,
            UploadTuning tuning,
            Supplier<UUID> ids,
            Scheduler commandScheduler) {
        this.store = store;
        this.properties = properties;
        this.tuning = tuning;
        this.incoming = properties.directory().toAbsolutePath().resolve("incoming"); // On the same file system.
        this.ids = ids;
        this.pool = commandScheduler;
        this.bulkhead = new Bulkhead(
                tuning.maxUploads(), tuning.maxUploadsPerUser(), "too many image uploads are in progress", RETRY_AFTER);
    }

    /** Completes when the one image in a body is kept for a product. */
    public Mono<ImageName> receive(String user, UUID productId, Flux<PartEvent> body, Instant at) {
        return bulkhead.within(
                user,
                Mono.usingWhen(
                        Mono.fromCallable(() -> place(at)).subscribeOn(pool),
                        file -> write(body, file).then(keep(productId, file)),
                        this::remove));
    }

    /** A file to come; those of uploads that were cut short by the end of their process go. */
    private Path place(Instant at) throws IOException {
        OwnersDirectory.create(incoming);
        var longAgo = at.minus(tuning.uploadTimeout().multipliedBy(2));
        try (var files = Files.newDirectoryStream(
                incoming, file -> Files.getLastModifiedTime(file).toInstant().isBefore(longAgo))) {
            for (var leftOver : files) {
                Files.deleteIfExists(leftOver);
            }
        }
        return incoming.resolve(ids.get().toString());
    }

    private Mono<Void> write(Flux<PartEvent> body, Path file) {
        var upload = new Upload(properties.maxBytes());
        return Flux.using(
                        () -> AsynchronousFileChannel.open(file, CREATE_NEW, WRITE),
                        channel -> DataBufferUtils.write(body.handle(upload::take), channel)
                                .doOnNext(DataBufferUtils::release),
                        ImageUploads::close)
                .doOnComplete(upload::requireImage)
                .then()
                .onErrorMap(IllegalArgumentException.class, malformedHeaders -> Upload.notOneImage())
                .contextWrite(TOLD_ONCE)
                .timeout(tuning.uploadTimeout())
                .onErrorMap(TimeoutException.class, late -> Refused.tooSlow("the image was not received in time"));
    }

    private static void close(AsynchronousFileChannel channel) {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Mono<ImageName> keep(UUID productId, Path file) {
        return Mono.fromCallable(() -> {
                    var name = name(productId, file);
                    store.keep(name, file);
                    return name;
                })
                .subscribeOn(pool);
    }

    private ImageName name(UUID productId, Path file) throws IOException {
        var header = header(file)
                .orElseThrow(() -> Refused.unsupported(
                        "product.image-type", "the content of the file must be a PNG, JPEG or WebP image"));
        if (header.pixels() > tuning.maxPixels()) {
            throw Refused.invalid(
                    "product.image-pixels", "the image must have at most %s pixels".formatted(tuning.maxPixels()));
        }
        return new ImageName(productId, sha256(file), header.type());
    }

    private static Optional<ImageHeader> header(Path file) throws IOException {
        try (var content = new BufferedInputStream(Files.newInputStream(file))) {
            return ImageHeader.read(content, Files.size(file));
        }
    }

    private static String sha256(Path file) throws IOException {
        var digest = Sha256.digest();
        try (var content = new DigestInputStream(Files.newInputStream(file), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whatever became of it. A file that was kept is not there any more. */
    private Mono<Void> remove(Path file) {
        return Mono.<Void>fromCallable(() -> {
                    Files.deleteIfExists(file);
                    return null;
                })
                .subscribeOn(pool)
                .onErrorComplete(); // A later upload removes it.
    }
}
