package io.tidemark.command.product;

import io.tidemark.command.business.BusinessId;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.product.ProductChange;
import io.tidemark.events.product.ProductCreated;
import io.tidemark.events.product.ProductDeleted;
import io.tidemark.events.product.ProductEvent;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a product is after its events so far.
 *
 * @param uploads the paths of the images that were ever uploaded for it
 */
record ProductState(
        String id,
        String businessId,
        String owner,
        String name,
        @Nullable String description,
        @Nullable String price,
        @Nullable String currency,
        @Nullable String imageUrl,
        String status,
        @Nullable String generatedImageUrl,
        @Nullable String generatedCaption,
        @Nullable String reason,
        Set<String> uploads,
        Instant createdAt,
        Instant updatedAt,
        boolean deleted) {

    /** The state after one more event. */
    static ProductState after(@Nullable ProductState before, ProductEvent event, Instant at) {
        if (event instanceof ProductCreated created) {
            return created(created, at);
        }
        var state = Objects.requireNonNull(before, "the first event of a product must be ProductCreated");
        return event instanceof ProductChange change
                ? state.changed(change, at)
                : state.deleted((ProductDeleted) event, at);
    }

    private static ProductState created(ProductCreated event, Instant at) {
        return new ProductState(
                event.id(),
                event.businessId(),
                event.owner(),
                event.name(),
                event.description(),
                event.price(),
                event.currency(),
                event.imageUrl(),
                event.status(),
                null,
                null,
                null,
                Set.of(),
                at,
                at,
                false);
    }

    private ProductState changed(ProductChange event, Instant at) {
        return new ProductState(
                id,
                businessId,
                owner,
                event.name().orElse(name),
                event.description().applyTo(description),
                event.price().applyTo(price),
                event.currency().applyTo(currency),
                event.imageUrl().applyTo(imageUrl),
                event.status().orElse(status),
                event.generatedImageUrl().applyTo(generatedImageUrl),
                event.generatedCaption().applyTo(generatedCaption),
                event.reason().applyTo(reason),
                with(event.imageUrl().value()),
                createdAt,
                at,
                false);
    }

    private Set<String> with(@Nullable String image) {
        if (image == null || !ImageUrl.isOurs(image) || uploads.contains(image)) {
            return uploads;
        }
        var more = new HashSet<>(uploads);
        more.add(image);
        return Set.copyOf(more);
    }

    private ProductState deleted(ProductDeleted event, Instant at) {
        return new ProductState(
                event.id(),
                businessId,
                owner,
                name,
                description,
                price,
                currency,
                imageUrl,
                status,
                generatedImageUrl,
                generatedCaption,
                reason,
                uploads,
                createdAt,
                at,
                true);
    }

    boolean is(ProductStatus other) {
        return status.equals(other.text());
    }

    /** Whether it is a user's, under a business. */
    boolean isOf(String user, String business) {
        return owner.equals(user) && businessId.equals(business);
    }

    void requireTheirs(String actor, BusinessId business) {
        requireUnder(business);
        if (!owner.equals(actor)) {
            throw Refused.notFound(); // That it exists is already more than a stranger may know.
        }
    }

    void requireUnder(BusinessId business) {
        if (!businessId.equals(business.value().toString())) {
            throw Refused.notFound();
        }
    }

    void requireThere() {
        if (deleted) {
            throw Refused.notFound();
        }
    }

    /** Whether this is what the command asks for. */
    boolean isWhatIsAskedBy(CreateProduct command) {
        return isOf(command.owner(), command.businessId().value().toString())
                && name.equals(command.name().value())
                && Objects.equals(
                        description,
                        command.description() == null
                                ? null
                                : command.description().value())
                && Objects.equals(
                        price, command.price() == null ? null : command.price().text())
                && Objects.equals(
                        currency,
                        command.price() == null
                                ? null
                                : command.price().currency().getCurrencyCode())
                && Objects.equals(
                        imageUrl,
                        command.image() == null ? null : command.image().value());
    }
}
