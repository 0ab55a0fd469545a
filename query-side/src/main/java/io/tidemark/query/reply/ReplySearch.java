package io.tidemark.query.reply;

import io.tidemark.query.read.SearchWindow;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Bounds how much text one page of a search looks through. */
@Component
class ReplySearch {

    /** The length of a text is known without reading it. The last row is only there to know whether there is one. */
    private static final String WINDOW = """
            SELECT coalesce(min(created_position) FILTER (WHERE nth <= :rows AND bytes_before < :bytes), 0) AS "from",
                   coalesce(bool_and(nth <= :rows AND bytes_before < :bytes), true) AS is_last
            FROM (SELECT created_position, row_number() OVER newest_first AS nth,
                         sum(octet_length(title) + octet_length(content)) OVER newest_first
                             - octet_length(title) - octet_length(content) AS bytes_before
                  FROM (SELECT created_position, title, content FROM reply_view
                        WHERE owner = :owner AND created_position < :before
                        ORDER BY created_position DESC LIMIT :rows + 1) newest
                  WINDOW newest_first AS (ORDER BY created_position DESC)) r
            """;

    private final JdbcClient jdbc;
    private final SearchTuning tuning;

    ReplySearch(JdbcClient jdbc, SearchTuning tuning) {
        this.jdbc = jdbc;
        this.tuning = tuning;
    }

    /** The newest of the user's replies that were created before a position, as many as one page looks through. */
    SearchWindow before(long position, String user) {
        return jdbc.sql(WINDOW)
                .param("owner", user)
                .param("before", position)
                .param("rows", tuning.rows())
                .param("bytes", tuning.bytes())
                .query(SearchWindow.class)
                .single();
    }
}
