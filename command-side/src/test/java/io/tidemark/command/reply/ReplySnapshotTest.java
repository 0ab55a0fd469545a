package io.tidemark.command.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.axon.StoredJson;
import io.tidemark.events.Change;
import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.events.reply.ReplyDeleted;
import io.tidemark.events.reply.ReplyUpdated;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

/** A snapshot of a reply is the aggregate itself, as JSON. */
class ReplySnapshotTest {

    private static final String ID = "6f1c2d4e-0000-4000-8000-000000000001";
    private static final Instant NOW = Instant.parse("2026-11-20T09:30:00.123456Z");

    private final Serializer serializer = Jackson3Serializer.builder()
            .revisionResolver(new AnnotationRevisionResolver())
            .jsonMapperBuilderCustomizer(StoredJson::configure)
            .build();

    @Test
    void a_reply_is_the_same_after_a_snapshot() {
        var reply = new Reply();
        reply.evolve(new ReplyCreated(ID, "ann", "Greeting", "Hello", "office", List.of("hi")), NOW);
        assertThat(reloaded(reply)).usingRecursiveComparison().isEqualTo(reply);
    }

    @Test
    void what_is_empty_or_gone_stays_so() {
        var reply = new Reply();
        reply.evolve(new ReplyCreated(ID, "ann", "Greeting", "Hello", "office", List.of()), NOW);
        reply.evolve(
                new ReplyUpdated(ID, "ann", Change.absent(), Change.absent(), Change.cleared(), Change.absent()), NOW);
        reply.evolve(new ReplyDeleted(ID, "ann"), NOW.plusSeconds(1));
        assertThat(reloaded(reply)).usingRecursiveComparison().isEqualTo(reply);
    }

    @Test
    void its_revision_is_kept_with_it() {
        var reply = new Reply();
        reply.evolve(new ReplyCreated(ID, "ann", "Greeting", "Hello", "office", List.of()), NOW);
        assertThat(serializer.serialize(reply, String.class).getType().getRevision())
                .isEqualTo("1");
    }

    private Reply reloaded(Reply reply) {
        return serializer.deserialize(serializer.serialize(reply, String.class));
    }
}
