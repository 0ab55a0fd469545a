package io.tidemark.command.product;

import io.tidemark.command.business.BusinessId;
import io.tidemark.command.dispatch.CommandDispatcher;
import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.command.dispatch.FirstAnswers;
import io.tidemark.command.dispatch.Versioned;
import io.tidemark.command.dispatch.pool.CommandPool;
import io.tidemark.command.image.ImageName;
import io.tidemark.command.image.ImageStore;
import io.tidemark.command.image.ImageUploads;
import io.tidemark.command.quota.Quota;
import io.tidemark.command.quota.Quotas;
import io.tidemark.db.append.Deadline;
import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes the images of products, and hands them out to whoever may see the product. */
@RestController
class ImageApi {

    /** A name stands for one content, so what a client has of it stays good. */
    private static final String FOR_EVER = "private, max-age=31536000, immutable";

    private final CommandDispatcher commands;
    private final FirstAnswers firstAnswers;
    private final ProductHistory history;
    private final ImageUploads uploads;
    private final ImageStore images;
    private final CommandPool pool;
    private final Quotas quotas;

    ImageApi(
            CommandDispatcher commands,
            FirstAnswers firstAnswers,
            ProductHistory history,
            ImageUploads uploads,
            ImageStore images,
            CommandPool pool,
            Quotas quotas) {
        this.commands = commands;
        this.firstAnswers = firstAnswers;
        this.history = history;
        this.uploads = uploads;
        this.images = images;
        this.pool = pool;
        this.quotas = quotas;
    }

    /** The image is kept before the event names it. Whatever happens in between, there is one more file at most. */
    @PostMapping(
            path = "/api/products/{businessId}/{productId}/image",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<ProductAnswer>> upload(
            @PathVariable String businessId,
            @PathVariable String productId,
            @RequestBody Flux<PartEvent> body,
            CommandRequest request) {
        var business = BusinessId.parse(businessId);
        var id = ProductId.parse(productId);
        return requireReady(id, business, request)
                .flatMap(left -> uploads.receive(request.actor(), id.value(), body, request.at())
                        .flatMap(image -> commands.dispatch(
                                request,
                                image.sha256(),
                                new ShowImage(id, business, request.actor(), request.expectedVersion(), image),
                                history,
                                Deadline.of(left))))
                .map(product -> product.ok(ProductAnswer.to(product)));
    }

    /**
     * Refuses an upload that would be refused in the end. A retry gets past it, to its first answer. Completes with what is
     * left of the time: none of it goes by during the upload.
     */
    private Mono<Duration> requireReady(ProductId id, BusinessId business, CommandRequest request) {
        var deadline = commands.newDeadline();
        return pool.call(request.actor(), () -> {
            var product = history.latest(id).orElseThrow(Refused::notFound);
            product.value().requireTheirs(request.actor(), business);
            if (!firstAnswers.has(request)) {
                product.value().requireThere();
                Versioned.requireVersion(request.expectedVersion(), product.version());
                quotas.require(Quota.IMAGES, request.actor());
            }
            return deadline.left();
        });
    }

    @GetMapping("/api/images/{productId}/{name}")
    Mono<ResponseEntity<Resource>> image(
            @PathVariable String productId, @PathVariable String name, Authentication caller) {
        return pool.call(
                caller.getName(),
                () -> ImageName.parse(productId + "/" + name)
                        .filter(image -> maySee(caller, image))
                        .flatMap(image -> images.find(image).map(content -> answer(image, content)))
                        .orElseThrow(Refused::notFound));
    }

    private boolean maySee(Authentication caller, ImageName image) {
        return history.latest(new ProductId(image.productId()))
                .map(Versioned::value)
                .filter(product -> !product.deleted())
                .filter(product -> product.owner().equals(caller.getName()) || ProductApi.WORKFLOW.isOf(caller))
                .isPresent();
    }

    private static ResponseEntity<Resource> answer(ImageName image, Resource content) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(image.type().mediaType()))
                .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .body(content);
    }
}
