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
    private final ResumeHandler resumeHandler = node.bean(ResumeHandler.class);

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

        assertThat(resumeHandler.handle(missed))
                .returns(true, ResumePoint::behind)
                .returns(from, ResumePoint::cursor);
        assertThat(statements.count()).isEqualTo(before + 1);
        assertThat(resumeHandler.handle(missedNothing)).returns(false, ResumePoint::behind);
        assertThat(statements.count()).isEqualTo(before + 2);
        assertThat(resumeHandler.handle(missedNothingOfTheType))
                .returns(false, ResumePoint::behind)
                .returns(head, ResumePoint::cursor);
        assertThat(statements.count()).isEqualTo(before + 3);

        var page = node.bean(Feed.class).page("user:ann", from, 500, 65_536);
        assertThat(page.entries()).hasSize(3);
        assertThat(page.more()).isFalse();
        assertThat(statements.count()).isEqualTo(before + 4);
    }

    private FollowChannel following(long from, Set<String> types) {
        return new FollowChannel("user:ann", node.cursor(from), types, Integer.MAX_VALUE);
    }
}
