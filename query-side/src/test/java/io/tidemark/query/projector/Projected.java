package io.tidemark.query.projector;

import io.tidemark.query.QueryNode;
import java.util.List;

/** All that the projector has written: every column of every row. */
record Projected(List<String> replies, List<String> feed) {

    static Projected on(QueryNode node) {
        return new Projected(
                lines(node, "SELECT row_to_json(v)::text FROM reply_view v ORDER BY id"),
                lines(node, "SELECT row_to_json(f)::text FROM feed f ORDER BY channel, position"));
    }

    private static List<String> lines(QueryNode node, String query) {
        return node.jdbc().sql(query).query(String.class).list();
    }
}
