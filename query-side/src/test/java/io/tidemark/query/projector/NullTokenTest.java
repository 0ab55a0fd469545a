package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Axon stores no token at all where a processor is to begin before the first event. */
class NullTokenTest {

    private static final int SEGMENT = 0;

    private final QueryNode node = QueryNode.start();
    private final ProjectorTokens tokens = node.bean(ProjectorTokens.class);
    private final TransactionTemplate transaction =
            new TransactionTemplate(node.bean(PlatformTransactionManager.class));

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    @SuppressWarnings("NullAway") // Axon's interface allows it.
    void no_token_can_be_stored_and_is_read_as_none() {
        node.bean(PooledStreamingEventProcessor.class).shutDown();
        transaction.executeWithoutResult(storing -> {
            tokens.fetchToken(ProjectorConfiguration.NAME, SEGMENT);
            tokens.storeToken(new GlobalSequenceTrackingToken(7), ProjectorConfiguration.NAME, SEGMENT);
            tokens.storeToken(null, ProjectorConfiguration.NAME, SEGMENT);
        });
        transaction.executeWithoutResult(reading -> assertThat(tokens.fetchToken(ProjectorConfiguration.NAME, SEGMENT))
                .isNull());
    }
}
