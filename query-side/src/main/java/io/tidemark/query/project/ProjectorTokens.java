package io.tidemark.query.project;

import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where the projector stands, and which process holds it. A batch stores its token before it writes anything else, so
 * whoever holds the token's row keeps every batch out.
 *
 * <p>A claim that was lost stays lost. Axon's own store would take it again, with the place where it was before, when the
 * process that lost it extends it or stores the next batch's token; that would undo a rebuild.
 */
class ProjectorTokens extends JdbcTokenStore {

    private static final String EXTEND =
            "UPDATE token_entry SET timestamp = ? WHERE owner = ? AND processor_name = ? AND segment = ?";

    private static final String START_OVER = """
            UPDATE token_entry SET token = NULL, token_type = NULL, owner = NULL, timestamp = ? WHERE processor_name = ?
            """;

    private final JdbcClient jdbc;
    private final String process;

    /** @param process what the claims of this process are signed with */
    ProjectorTokens(
            JdbcClient jdbc,
            ConnectionProvider connections,
            Serializer serializer,
            String process,
            Duration claimTimeout) {
        super(builder()
                .connectionProvider(connections)
                .schema(TokenSchema.builder()
                        .setTokenTable("token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build())
                .serializer(serializer)
                .nodeId(process)
                .claimTimeout(claimTimeout));
        this.jdbc = jdbc;
        this.process = process;
    }

    @Override
    public void extendClaim(String processor, int segment) {
        int extended =
                jdbc.sql(EXTEND).params(now(), process, processor, segment).update();
        if (extended == 0) {
            throw lost(processor);
        }
    }

    /** Axon calls it where the claim was lost. */
    @Override
    protected void updateToken(
            Connection connection, ResultSet entry, TrackingToken token, String processor, int segment) {
        throw lost(processor);
    }

    private static UnableToClaimTokenException lost(String processor) {
        return new UnableToClaimTokenException("the claim to '%s' was lost".formatted(processor));
    }

    /** Keeps every batch out until the caller's transaction ends. */
    void hold() {
        jdbc.sql("SELECT segment FROM token_entry WHERE processor_name = ? FOR UPDATE")
                .params(Projector.NAME)
                .query()
                .listOfRows();
    }

    /** Takes the token from whoever has it: the next to claim it begins with the first event. */
    void startOver() {
        jdbc.sql(START_OVER).params(now(), Projector.NAME).update();
    }

    private static String now() {
        return DateTimeUtils.formatInstant(AbstractTokenEntry.clock.instant());
    }
}
