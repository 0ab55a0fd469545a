package io.tidemark.db.append;

import io.tidemark.db.jdbc.DedicatedConnections;
import io.tidemark.db.log.LogProperties;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends nothing, so that the code of an append is loaded before somebody waits for one. */
public final class AppendRehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(AppendRehearsal.class);

    private final DedicatedConnections connections;
    private final LogProperties properties;

    AppendRehearsal(DedicatedConnections connections, LogProperties properties) {
        this.connections = connections;
        this.properties = properties;
    }

    public void run() {
        try (var connection = connections.openBounded("tidemark-rehearsal", properties.lockTimeout())) {
            new AppendStatement(connection).execute(List.of());
        } catch (SQLException outage) {
            LOG.debug("The first append will take longer", outage);
        }
    }
}
