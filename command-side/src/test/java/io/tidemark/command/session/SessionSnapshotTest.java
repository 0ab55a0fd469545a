package io.tidemark.command.session;

import static io.tidemark.command.session.Tab.NOW;
import static io.tidemark.command.session.Tab.activity;
import static io.tidemark.command.session.Tab.added;
import static io.tidemark.command.session.Tab.ended;
import static io.tidemark.command.session.Tab.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.axon.StoredJson;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

/** A snapshot of a session is the aggregate itself, as JSON. */
class SessionSnapshotTest {

    private final Serializer serializer = Jackson3Serializer.builder()
            .revisionResolver(new AnnotationRevisionResolver())
            .jsonMapperBuilderCustomizer(StoredJson::configure)
            .build();

    @Test
    void a_session_is_the_same_after_a_snapshot_and_knows_what_it_counted() {
        var session = new Session();
        session.evolve(started(NOW), NOW.plusNanos(1000));
        session.evolve(added(activity("a", NOW), activity("b", NOW)), NOW.plusSeconds(1));
        assertThat(reloaded(session)).usingRecursiveComparison().isEqualTo(session);
    }

    @Test
    void an_end_stays() {
        var session = new Session();
        session.evolve(started(NOW), NOW);
        session.evolve(ended(NOW, 7, "timeout", true), NOW.plusSeconds(1));
        assertThat(reloaded(session)).usingRecursiveComparison().isEqualTo(session);
    }

    @Test
    void who_ended_it_is_the_word_of_the_events() {
        var session = new Session();
        session.evolve(started(NOW), NOW);
        session.evolve(ended(NOW, 7, "timeout", true), NOW.plusSeconds(1));
        assertThat(serializer.serialize(session, String.class).getData()).contains("\"endedBy\":\"timeout\"");
    }

    private Session reloaded(Session session) {
        return serializer.deserialize(serializer.serialize(session, String.class));
    }
}
