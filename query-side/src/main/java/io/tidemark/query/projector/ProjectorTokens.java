package io.tidemark.query.projector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.GenericTokenEntry;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The projector's position, and the process that holds its claim. A batch stores its token before it writes anything
 * else, so a lock on the token's row keeps every batch out.
 *
 * <p>A lost claim stays lost. Axon's own store would take it again, with the old position, when the process that lost
 * it extends it or stores its next token. That would undo a rebuild.
 *
 * <p>Claims use the database's clock. Axon's own store uses those of the processes: if the clock of one is ahead, the
 * others cannot take over for that long.
 */
class ProjectorTokens extends JdbcTokenStore {

    private static final String NOW =
            "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"; // As Axon writes it.

    /**
     * A batch finds all rows by key, so one generic plan per statement is enough, and it must use the index. A plan
     * that was made while a table was small would scan the table, and be kept when the table is large.
     */
    private static final String PLANS_OF_BATCH =
            "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off; SET LOCAL jit = off";

    /** In one round trip: the batch's token, its query plans, and the savepoint to which it can roll back. */
    private static final String STORE = "UPDATE token_entry SET token = ?, token_type = ?, timestamp = " + NOW
            + " WHERE owner = ? AND processor_name = ? AND segment = ?; " + PLANS_OF_BATCH + "; SAVEPOINT stored";

    private static final String EXTEND =
            "UPDATE token_entry SET timestamp = " + NOW + " WHERE owner = ? AND processor_name = ? AND segment = ?";

    private static final String IS_FREE = " (owner IS NULL OR owner = ?"
            + " OR timestamp::timestamptz < clock_timestamp() - ? * interval '1 millisecond')";

    private static final String FREE = "SELECT segment FROM token_entry WHERE processor_name = ? AND" + IS_FREE;

    private static final String CLAIM = "UPDATE token_entry SET owner = ?, timestamp = " + NOW
            + " WHERE processor_name = ? AND segment = ? AND" + IS_FREE;

    private static final String START_OVER = "UPDATE token_entry SET token = NULL, token_type = NULL, owner = NULL,"
            + " timestamp = " + NOW + " WHERE processor_name = ?";

    private final JdbcClient jdbc;
    private final String process;
    private final long claimMillis;
    private final Runnable claimed;

    /**
     * @param process the id that this process writes into its claims
     * @param claimed runs when this process has claimed the projector, before its first batch
     */
    ProjectorTokens(
            JdbcClient jdbc,
            ConnectionProvider connections,
            Serializer serializer,
            String process,
            Duration claimTimeout,
            Runnable claimed) {
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
        this.claimMillis = claimTimeout.toMillis();
        this.claimed = claimed;
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        var all = fetchSegments(processor);
        return jdbc.sql(FREE).params(processor, process, claimMillis).query(Integer.class).list().stream()
                .map(free -> Segment.computeSegment(free, all))
                .toList();
    }

    @Override
    protected TrackingToken claimToken(Connection connection, AbstractTokenEntry<?> entry) throws SQLException {
        try (var claim = connection.prepareStatement(CLAIM)) {
            claim.setString(1, process);
            claim.setString(2, entry.getProcessorName());
            claim.setInt(3, entry.getSegment());
            claim.setString(4, process);
            claim.setLong(5, claimMillis);
            if (claim.executeUpdate() == 0) {
                throw new UnableToClaimTokenException(
                        "'%s' is claimed by %s".formatted(entry.getProcessorName(), entry.getOwner()));
            }
            claimed.run(); // The process before has ended its batch: otherwise the row would be locked.
            return entry.getToken(serializer());
        }
    }

    @Override
    protected PreparedStatement storeUpdate(
            Connection connection, @Nullable TrackingToken token, String processor, int segment) throws SQLException {
        var serialized = token == null
                ? null
                : new GenericTokenEntry<>(token, serializer(), byte[].class, processor, segment).getSerializedToken();
        var store = connection.prepareStatement(STORE);
        store.setBytes(1, serialized == null ? null : serialized.getData());
        store.setString(2, serialized == null ? null : serialized.getType().getName());
        store.setString(3, process);
        store.setString(4, processor);
        store.setInt(5, segment);
        return store;
    }

    @Override
    public void extendClaim(String processor, int segment) {
        int extended = jdbc.sql(EXTEND).params(process, processor, segment).update();
        if (extended == 0) {
            throw lost(processor);
        }
    }

    /** Axon calls this if the claim was lost. */
    @Override
    protected void updateToken(
            Connection connection, ResultSet entry, TrackingToken token, String processor, int segment) {
        throw lost(processor);
    }

    private static UnableToClaimTokenException lost(String processor) {
        return new UnableToClaimTokenException("lost the claim to '%s'".formatted(processor));
    }

    /** Undoes everything that a batch has written since it stored its token. */
    void backToStored() {
        jdbc.sql("ROLLBACK TO SAVEPOINT stored").update();
    }

    /** Keeps every batch out until the caller's transaction ends. */
    void hold() {
        jdbc.sql("SELECT segment FROM token_entry WHERE processor_name = ? FOR UPDATE")
                .params(ProjectorConfiguration.NAME)
                .query()
                .listOfRows();
    }

    /** Takes the token from its owner. The next process to claim it starts with the first event. */
    void startOver() {
        jdbc.sql(START_OVER).params(ProjectorConfiguration.NAME).update();
    }
}
