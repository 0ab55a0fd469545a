package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.CountedStatements;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.query.feed.store.Feed;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often a client that comes back has the database asked. */
@Timeout(60)
class StatementsTest {

    private final CountedStatements statements = new CountedStatements();
    private final QueryNode node = QueryNode.counting(statements);
    private final Verdicts verdicts = node.bean(Verdicts.class);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_verdict_is_one_statement_and_a_page_is_one() {
        long from = node.append(SavedReply.of("ann").created());
        long head = node.append(SavedReply.many("ann", 3));
        node.catchUp();
        var missed = following(from, Set.of());
        var missedNothing = following(head, Set.of());
        var missedNothingOfTheType = following(from, Set.of("reply:deleted"));
        int before = statements.count();

        assertThat(verdicts.handle(missed)).returns(true, Beginning::behind).returns(from, Beginning::cursor);
        assertThat(statements.count()).isEqualTo(before + 1);
        assertThat(verdicts.handle(missedNothing)).returns(false, Beginning::behind);
        assertThat(statements.count()).isEqualTo(before + 2);
        assertThat(verdicts.handle(missedNothingOfTheType))
                .returns(false, Beginning::behind)
                .returns(head, Beginning::cursor);
        assertThat(statements.count()).isEqualTo(before + 3);

        var page = node.bean(Feed.class).page("user:ann", from, 500, 65_536);
        assertThat(page.entries()).hasSize(3);
        assertThat(page.more()).isFalse();
        assertThat(statements.count()).isEqualTo(before + 4);
    }

    private Following following(long from, Set<String> types) {
        return new Following("user:ann", node.cursor(from), types, Integer.MAX_VALUE);
    }
}
