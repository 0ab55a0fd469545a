package io.tidemark.edge.http.entry;

import io.tidemark.edge.setting.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many connections there may be.
 *
 * @param maxConnections how many connections this process takes; one more is answered 503 and closed. Not set: as many as
 *     the process may open files, but for 512 that the database and files need, and at most 25000
 * @param maxConnectionsPerAddress how many connections of one address this process takes; one more is answered 503 and
 *     closed. 0 turns it off; it is off if forwarded headers are trusted, because all connections are the proxy's then
 */
@ConfigurationProperties("tidemark.http")
record ConnectionProperties(
        @Nullable Integer maxConnections,
        @DefaultValue("2000") int maxConnectionsPerAddress) {

    private static final int MOST = 1_000_000;

    ConnectionProperties {
        var settings = new Settings("tidemark.http");
        settings.between("max-connections", maxConnections == null ? 1 : maxConnections, 1, MOST);
        settings.between("max-connections-per-address", maxConnectionsPerAddress, 0, MOST);
    }
}
