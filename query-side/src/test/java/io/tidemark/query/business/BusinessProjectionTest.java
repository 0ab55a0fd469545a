package io.tidemark.query.business;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SomeShop;
import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;

class BusinessProjectionTest {

    private final QueryNode node = QueryNode.shared();
    private final String user = QueryNode.newUser();
    private final SomeShop shop = new SomeShop(user);

    @Test
    void a_creation_makes_a_row() {
        var opened = shop.opened();
        long position = node.append(opened);
        assertThat(row())
                .containsEntry("id", UUID.fromString(shop.businessId()))
                .containsEntry("owner", user)
                .containsEntry("name", "Quay")
                .containsEntry("description", "Boats")
                .containsEntry("version", 0L)
                .containsEntry("position", position)
                .containsEntry("created_at", timeOf(opened))
                .containsEntry("updated_at", timeOf(opened));
    }

    @Test
    void an_update_changes_only_the_fields_that_it_names() {
        var opened = shop.opened();
        var renamed = shop.renamed("Pier");
        long position = node.append(opened, renamed);
        assertThat(row())
                .containsEntry("name", "Pier")
                .containsEntry("description", "Boats")
                .containsEntry("version", 1L)
                .containsEntry("position", position)
                .containsEntry("created_at", timeOf(opened))
                .containsEntry("updated_at", timeOf(renamed));
    }

    @Test
    void a_cleared_description_is_gone() {
        node.append(shop.opened(), shop.renamed(null, "description"));
        assertThat(row()).containsEntry("description", null).containsEntry("name", "Quay");
    }

    private Map<String, Object> row() {
        node.catchUp();
        return node.jdbc()
                .sql("SELECT * FROM business_view WHERE id = ?::uuid")
                .params(shop.businessId())
                .query()
                .singleRow();
    }

    private static Timestamp timeOf(EventMessage<?> event) {
        return Timestamp.from(event.getTimestamp().truncatedTo(ChronoUnit.MICROS));
    }
}
