package io.tidemark.query.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.log.EventMetaData;
import io.tidemark.events.session.SessionActivitiesAdded;
import io.tidemark.events.session.SessionActivity;
import io.tidemark.events.session.SessionCorrected;
import io.tidemark.events.session.SessionEnded;
import io.tidemark.events.session.SessionEvent;
import io.tidemark.events.session.SessionStarted;
import io.tidemark.query.QueryNode;
import io.tidemark.query.projection.RecordedEvent;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.ColumnMapRowMapper;

class SessionProjectionTest {

    private static final Instant START = Instant.parse("2026-11-20T12:00:00.123Z");

    private final QueryNode node = QueryNode.shared();
    private final String user = QueryNode.newUser();
    private final String id = UUID.randomUUID().toString();
    private final List<DomainEventMessage<SessionEvent>> history = new ArrayList<>();

    private final SessionEvent started = new SessionStarted(id, user, "tab-1", "quay", "boats", 42, START);
    private final SessionEvent timedOut = new SessionEnded(id, user, START.plusSeconds(9), 9, "timeout", false);
    private final SessionEvent corrected = new SessionCorrected(id, user, START.plusSeconds(60), 7, "client", true);

    @Test
    void a_start_makes_an_open_row() {
        long position = record(started);
        assertThat(row())
                .containsEntry("owner", user)
                .containsEntry("local_id", "tab-1")
                .containsEntry("repo_owner", "quay")
                .containsEntry("repo_name", "boats")
                .containsEntry("pr_number", 42L)
                .containsEntry("started_at", Timestamp.from(START))
                .containsEntry("ended_at", null)
                .containsEntry("duration_seconds", null)
                .containsEntry("ended_by", null)
                .containsEntry("contradictory", false)
                .containsEntry("activity_count", 0L)
                .containsEntry("activities_as_text", "{}")
                .containsEntry("last_activity_at", null)
                .containsEntry("version", 0L)
                .containsEntry("position", position)
                .containsEntry("updated_at", Timestamp.from(START));
    }

    @Test
    void activities_add_up_by_their_kind() {
        record(started, added("comment", 2, START), added("scroll", 1, START.plusMillis(500)));
        record(added("comment", 3, START.minusSeconds(5)));
        assertThat(row())
                .containsEntry("activity_count", 6L)
                .containsEntry("activities_as_text", "{\"scroll\": 1, \"comment\": 5}")
                .containsEntry("last_activity_at", Timestamp.from(START.plusMillis(500)))
                .containsEntry("version", 3L)
                .containsEntry("ended_at", null);
    }

    @Test
    void no_clock_puts_an_activity_into_the_future() {
        record(started, added("comment", 1, START.plusSeconds(999)));
        assertThat(row()).containsEntry("last_activity_at", Timestamp.from(START.plusSeconds(1)));
    }

    @Test
    void an_end_closes_the_row_and_a_correction_closes_it_otherwise() {
        record(started, timedOut);
        assertThat(row())
                .containsEntry("ended_at", Timestamp.from(START.plusSeconds(9)))
                .containsEntry("duration_seconds", 9L)
                .containsEntry("ended_by", "timeout")
                .containsEntry("contradictory", false);
        record(corrected);
        assertThat(row())
                .containsEntry("ended_at", Timestamp.from(START.plusSeconds(60)))
                .containsEntry("duration_seconds", 7L)
                .containsEntry("ended_by", "client")
                .containsEntry("contradictory", true)
                .containsEntry("started_at", Timestamp.from(START))
                .containsEntry("updated_at", Timestamp.from(START.plusSeconds(2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void any_tail_handed_over_again_in_batches_of_any_size_changes_nothing(int size) {
        record(started, added("comment", 2, START), timedOut, added("scroll", 1, START.plusSeconds(3)), corrected);
        var once = row();
        for (int from = 0; from < history.size(); from++) {
            project(from, size);
            assertThat(row()).as("replayed from %d", from).isEqualTo(once);
        }
        node.jdbc()
                .sql("DELETE FROM session_view WHERE id = ?::uuid")
                .params(id)
                .update();
        project(0, size);
        assertThat(row()).isEqualTo(once);
    }

    private void project(int from, int size) {
        long first = positionOfFirst();
        for (int start = from; start < history.size(); start += size) {
            var batch = IntStream.range(start, Math.min(start + size, history.size()))
                    .mapToObj(at -> recorded(history.get(at), first + at))
                    .toList();
            var projection = node.bean(SessionProjection.class);
            @Nullable
            SessionRow row = node.jdbc()
                    .sql("SELECT * FROM session_view WHERE id = ?::uuid")
                    .params(id)
                    .query((found, number) -> projection.read(found))
                    .optional()
                    .orElse(null);
            for (var event : batch) {
                row = projection.fold(row, event);
            }
            projection.save(List.of(row));
        }
    }

    /** Nobody else appends to this node's log meanwhile: one test runs at a time. */
    private long positionOfFirst() {
        return node.jdbc()
                .sql("SELECT min(position) FROM event_log WHERE aggregate_id = ?")
                .params("session/" + id)
                .query(Long.class)
                .single();
    }

    private RecordedEvent<SessionEvent> recorded(DomainEventMessage<SessionEvent> message, long position) {
        return new RecordedEvent<>(
                message.getPayload(),
                position,
                "session/" + id,
                message.getSequenceNumber(),
                UUID.fromString(message.getIdentifier()),
                message.getTimestamp(),
                user,
                "command",
                null,
                null,
                new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(position), message));
    }

    private SessionActivitiesAdded added(String kind, long count, Instant at) {
        var activity = new SessionActivity(UUID.randomUUID().toString(), kind, at, count);
        return new SessionActivitiesAdded(id, user, List.of(activity));
    }

    /** Each event happens a second after the one before. */
    private long record(SessionEvent... events) {
        int before = history.size();
        for (var event : events) {
            long version = history.size();
            var metaData = Map.of(EventMetaData.ACTOR, user, EventMetaData.COMMAND_ID, user + " c" + version);
            history.add(new GenericDomainEventMessage<>(
                    "session",
                    "session/" + id,
                    version,
                    new GenericMessage<>(event, metaData),
                    () -> START.plusSeconds(version)));
        }
        return node.append(List.copyOf(history.subList(before, history.size())));
    }

    private Map<String, Object> row() {
        node.catchUp();
        return node.jdbc()
                .sql("SELECT *, activities::text AS activities_as_text FROM session_view WHERE id = ?::uuid")
                .params(id)
                .query((row, number) -> {
                    var columns = new ColumnMapRowMapper().mapRow(row, number);
                    columns.remove("activities"); // The driver's type for JSON compares by its own rules.
                    return columns;
                })
                .single();
    }
}
