package io.tidemark.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.log.EventMetaData;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

class AuditEntriesTest {

    private final QueryNode node = QueryNode.shared();

    @Test
    void known_event_is_shown_as_clients_know_it() {
        var reply = SavedReply.of(QueryNode.newUser());
        node.append(reply.created());
        var entry = entryAt(node.append(reply.uncategorised()));
        assertThat(entry.type()).isEqualTo("reply:updated");
        assertThat(entry.data()).isEqualTo("{\"id\":\"%s\",\"category\":null}".formatted(reply.id()));
        assertThat(entry.commandId()).isEqualTo("command-1");
    }

    @Test
    void event_that_no_projection_takes_is_shown_as_it_is_stored() {
        var subject = "note/" + UUID.randomUUID();
        var metaData = Map.of(EventMetaData.ACTOR, "ann", EventMetaData.COMMAND_ID, "ann key");
        var entry = entryAt(node.append(new GenericDomainEventMessage<>("note", subject, 0, "a text", metaData)));
        assertThat(entry.type()).isEqualTo("java.lang.String");
        assertThat(entry.data()).isEqualTo("\"a text\"");
        assertThat(entry.aggregate()).isEqualTo(subject);
        assertThat(entry.actor()).isEqualTo("ann");
        assertThat(entry.commandId()).isEqualTo("key");
        assertThat(entry.user()).isNull();
    }

    private AuditEntry entryAt(long position) {
        var filter = new AuditFilter(null, Set.of(), null, null, null, null);
        var page = node.bean(AuditLog.class).read(filter, position - 1, position, 1);
        return node.bean(AuditEntries.class).of(page.events()).get(0);
    }
}
