package io.tidemark.db.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.util.List;

/**
 * Which server, with which settings, for which role.
 *
 * @param archives with the binaries
 * @param locale options of {@code initdb}
 * @param settings each as {@code name=value}
 * @param role under which its clients connect
 * @param login statements that let the role log in, with {@code %s} in place of what the server keeps of its password
 */
record ServerKind(PgBinaryResolver archives, List<String> locale, List<String> settings, String role, String login) {

    static final ServerKind TIDEMARK = new ServerKind(
            DefaultPostgresBinaryResolver.INSTANCE,
            List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
            List.of(
                    "fsync=on", // Acknowledged changes must be on disk.
                    "synchronous_commit=on",
                    "wal_init_zero=off", // Otherwise the commit that starts a WAL file fills its 16 MB first.
                    "max_wal_size=4GB", // After each checkpoint every page is logged in full once.
                    "shared_buffers=512MB", // Allocated when used.
                    "autovacuum_vacuum_cost_delay=20ms", // A tenth of the processor time, ten times as long.
                    "log_checkpoints=off"),
            DatabaseOwner.NAME,
            DatabaseOwner.LOGIN);
}
