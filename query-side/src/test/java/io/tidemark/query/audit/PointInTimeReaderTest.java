package io.tidemark.query.audit;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.RandomHistory;
import io.tidemark.query.SavedReply;
import io.tidemark.query.projection.EventNames;
import io.tidemark.query.projection.Projection;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.ResolvableType;

class PointInTimeReaderTest {

    private final QueryNode node = QueryNode.shared(); // It reads two events at once.
    private final PointInTimeReader pointInTime = node.bean(PointInTimeReader.class);
    private final Projection<?, ?> projection =
            requireNonNull(node.bean(EventNames.class).projectionOf("reply"));

    /** What the read model showed of a thing when it stood at a position. */
    private record Shown(
            String subject, long position, @Nullable Object row) {}

    @Test
    void are_what_the_read_model_showed_then() {
        var history = new RandomHistory(3, List.of("ann", "bob"));
        var shown = new ArrayList<Shown>();
        for (int i = 0; i < 80; i++) {
            shown.add(shown(history.next()));
        }
        assertThat(shown).allSatisfy(then -> {
            var past = pointInTime
                    .of("reply", then.subject(), node.cursor(then.position()))
                    .orElseThrow();
            assertThat(past.state()).isEqualTo(then.row());
            assertThat(past.cursor()).isEqualTo(node.cursor(then.position()));
        });
        assertThat(shown).extracting(Shown::row).containsNull();
    }

    private Shown shown(DomainEventMessage<?> event) {
        long position = node.append(event);
        node.catchUp();
        var subject = event.getAggregateIdentifier();
        var id = subject.substring(subject.indexOf('/') + 1);
        var row = node.jdbc()
                .sql("SELECT * FROM reply_view WHERE id = ?::uuid")
                .params(id)
                .query((found, number) -> projection.read(found))
                .optional();
        return new Shown(subject, position, row.orElse(null));
    }

    /** The state is the projection's row: another name there is another name on the wire. */
    @ParameterizedTest
    @CsvSource({
        "reply, id owner title content category tags version createdPosition position createdAt updatedAt",
        "business, id owner name description version createdPosition position createdAt updatedAt",
        "product, id businessId owner name description price currency imageUrl status generatedImageUrl"
                + " generatedCaption reason version createdPosition position createdAt updatedAt",
        "session, id owner localId repoOwner repoName prNumber startedAt end activities lastActivityAt version"
                + " createdPosition position updatedAt"
    })
    void have_the_fields_of_the_row(String kind, String fields) {
        assertThat(fieldsOf(rowOf(kind))).isEqualTo(fields);
    }

    @Test
    void have_the_end_of_a_session() {
        var end = Stream.of(rowOf("session").getRecordComponents())
                .filter(field -> field.getName().equals("end"))
                .findFirst()
                .orElseThrow();
        assertThat(fieldsOf(end.getType())).isEqualTo("at durationSeconds by contradictory");
    }

    private Class<?> rowOf(String kind) {
        var projectionOfKind = requireNonNull(node.bean(EventNames.class).projectionOf(kind));
        var row = ResolvableType.forClass(Projection.class, projectionOfKind.getClass())
                .resolveGeneric(1);
        return requireNonNull(row);
    }

    private static String fieldsOf(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(joining(" "));
    }

    @Test
    void of_a_long_history_are_folded_page_by_page() {
        var reply = SavedReply.of("ann");
        node.append(reply.created());
        for (int i = 1; i <= 9; i++) {
            node.append(reply.retitled("title " + i));
        }
        long last = node.append(reply.retitled("the last"));
        node.catchUp();
        var past = pointInTime.of("reply", reply.subject(), node.cursor(last)).orElseThrow();
        assertThat(past.version()).isEqualTo(10);
        assertThat(String.valueOf(past.state())).contains("the last");
    }

    @Test
    void of_what_happened_at_that_very_time_are_with_it() {
        var reply = SavedReply.of("ann");
        node.append(reply.created());
        node.append(reply.retitled("new"));
        node.catchUp();
        var times = node.jdbc()
                .sql("SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                        + " FROM event_log WHERE aggregate_id = ? ORDER BY position")
                .params(reply.subject())
                .query(String.class)
                .list();
        assertThat(times)
                .extracting(time -> pointInTime
                        .of("reply", reply.subject(), time)
                        .orElseThrow()
                        .version())
                .containsExactly(0L, 1L);
    }
}
