package io.tidemark.command.product;

import static io.tidemark.command.product.SomeProduct.IMAGE;
import static io.tidemark.command.product.SomeProduct.PRODUCT;
import static io.tidemark.command.product.SomeProduct.cleared;
import static io.tidemark.command.product.SomeProduct.created;
import static io.tidemark.command.product.SomeProduct.deleted;
import static io.tidemark.command.product.SomeProduct.enriched;
import static io.tidemark.command.product.SomeProduct.failed;
import static io.tidemark.command.product.SomeProduct.priced;
import static io.tidemark.command.product.SomeProduct.processing;
import static io.tidemark.command.product.SomeProduct.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.command.dispatch.Versioned;
import io.tidemark.db.axon.StoredJson;
import io.tidemark.events.product.ProductEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProductHistoryTest {

    private static final String AGGREGATE = PRODUCT.toString();
    private static final Instant START = Instant.parse("2026-11-20T09:30:00.123Z");
    private static final List<ProductEvent> EVENTS = List.of(
            created(),
            shown(IMAGE.path()),
            priced("3.00", null, "imageUrl", "description"),
            processing(),
            failed("out of ink"),
            processing("reason"),
            enriched("https://example.com/g.png", "A rope"),
            cleared("price", "currency"),
            deleted());

    private final InMemoryEventStorageEngine log = new InMemoryEventStorageEngine();
    private final ProductHistory history = new ProductHistory(log);

    @BeforeEach
    void a_product_with_a_life() {
        for (int version = 0; version < EVENTS.size(); version++) {
            log.appendEvents(event(version, EVENTS.get(version)));
        }
    }

    @Test
    void tells_the_product_as_it_was_created() {
        var state = at(0);
        assertThat(state).isEqualTo(ProductState.after(null, created(), time(0)));
        assertThat(List.of(state.name(), state.status())).containsExactly("Rope", "draft");
        assertThat(state.price()).isEqualTo("12.50");
        assertThat(state.uploads()).isEmpty();
        assertThat(history.at(AGGREGATE, 0).version()).isZero();
    }

    @Test
    void tells_what_it_showed_and_what_was_uploaded_for_it() {
        assertThat(at(1).imageUrl()).isEqualTo(IMAGE.path());
        assertThat(at(2).imageUrl()).isNull();
        assertThat(at(2).uploads()).containsExactly(IMAGE.path());
    }

    @Test
    void tells_what_changed_and_what_did_not() {
        assertThat(at(2).price()).isEqualTo("3.00");
        assertThat(at(2).currency()).isEqualTo("EUR");
        assertThat(at(2).description()).isNull();
        assertThat(at(7).price()).isNull();
        assertThat(at(7).currency()).isNull();
        assertThat(at(2).createdAt()).isEqualTo(time(0));
        assertThat(at(2).updatedAt()).isEqualTo(time(2));
    }

    @Test
    void tells_how_its_enrichment_went() {
        assertThat(at(4).status()).isEqualTo("failed");
        assertThat(at(4).reason()).isEqualTo("out of ink");
        assertThat(at(5).status()).isEqualTo("processing");
        assertThat(at(5).reason()).isNull();
        assertThat(at(6).generatedImageUrl()).isEqualTo("https://example.com/g.png");
        assertThat(at(6).generatedCaption()).isEqualTo("A rope");
    }

    @Test
    void tells_the_product_that_is_gone() {
        assertThat(at(7).deleted()).isFalse();
        assertThat(at(8).deleted()).isTrue();
        assertThat(at(8).name()).isEqualTo("Rope");
        assertThat(history.latest(PRODUCT)).contains(new Versioned<>(PRODUCT.toString(), at(8), 8));
    }

    @Test
    void knows_nothing_of_a_product_without_events() {
        assertThatThrownBy(() -> history.at("product/other", 0)).isInstanceOf(IllegalStateException.class);
        assertThat(history.latest(ProductId.parse("6f1c2d4e-0000-4000-8000-00000000000f")))
                .isEmpty();
    }

    @Test
    void a_product_is_the_same_after_a_snapshot() {
        var serializer = Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(StoredJson::configure)
                .build();
        var product = new Product();
        for (int version = 0; version < EVENTS.size(); version++) {
            product.evolve(EVENTS.get(version), time(version));
            Product reloaded = serializer.deserialize(serializer.serialize(product, String.class));
            assertThat(reloaded).usingRecursiveComparison().isEqualTo(product);
        }
    }

    private ProductState at(long version) {
        return history.at(AGGREGATE, version).value();
    }

    private static DomainEventMessage<ProductEvent> event(long version, ProductEvent event) {
        return new GenericDomainEventMessage<>(
                "product", AGGREGATE, version, new GenericMessage<>(event, Map.of()), () -> time(version));
    }

    private static Instant time(long version) {
        return START.plusSeconds(version);
    }
}
