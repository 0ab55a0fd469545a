package io.tidemark.db.log;

import io.tidemark.db.embedded.EmbeddedDatabase;
import io.tidemark.db.jdbc.DedicatedConnections;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The command {@code epoch} of every jar, which ends the process. {@code epoch renew} records that the database's history
 * was replaced: clients with older cursors then have to read a new snapshot. {@code epoch keep} records that the history
 * is the same although the database is another one.
 */
public final class EpochCommand {

    private static final String USAGE = """
            usage: epoch renew [--force] [--<setting>=<value> ...]
                   epoch keep [--<setting>=<value> ...]

            renew     Run this after the history in the database was replaced, for example by a restore from a backup,
                      and before starting any process on it. The server then tells every client to read a fresh
                      snapshot.
            --force   renew the epoch even though processes are connected to the database; restart them afterwards
            keep      Run this after the database was replaced and its history was not: after a fail-over that lost no
                      change, an upgrade of PostgreSQL, or a move to another server. Cursors stay good. Processes may
                      be running.
            """;

    private static final String RENEW = "renew";
    private static final String KEEP = "keep";
    private static final String FORCE = "--force";
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String CONNECTED = """
            SELECT coalesce(string_agg(DISTINCT application_name, ', '), '') FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE 'tidemark%' AND pid <> pg_backend_pid()
            """;

    private static final String KEPT = """
            UPDATE log_epoch SET identity = database_identity()
            RETURNING format('The epoch %s stays, on the database %s. ', epoch, identity)
                || format('The log ends at position %s.', (SELECT coalesce(max(position), 0) FROM event_log))
            """;

    private EpochCommand() {}

    /** Runs the command and ends the process, if the arguments ask for it. */
    public static void runIfAsked(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals("epoch")) {
            System.exit(run(List.of(arguments), System.out, System.err));
        }
    }

    /** Returns the exit status. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        var verb = arguments.size() < 2 ? "" : arguments.get(1);
        var options = arguments.stream().skip(2).toList();
        if (!isKnown(verb, options)) {
            err.print(USAGE);
            return MISUSED;
        }
        var settings = options.stream().filter(option -> !option.equals(FORCE));
        try (var application = connect(settings);
                var session = new DedicatedConnections(application.getBean(JdbcConnectionDetails.class))
                        .open("tidemark-epoch", TIMEOUT)) {
            return verb.equals(KEEP) ? keep(session, out) : renew(session, options.contains(FORCE), out, err);
        } catch (SQLException | RuntimeException failed) {
            err.println("The epoch was not changed: " + failed.getMessage());
            return REFUSED;
        }
    }

    private static boolean isKnown(String verb, List<String> options) {
        return options.stream().allMatch(option -> option.startsWith("--"))
                && (verb.equals(RENEW) || (verb.equals(KEEP) && !options.contains(FORCE)));
    }

    /** Connects with the settings of the application. */
    private static ConfigurableApplicationContext connect(Stream<String> settings) {
        return new SpringApplicationBuilder(Database.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties("logging.level.root=warn")
                .run(settings.toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    @Import(EmbeddedDatabase.class)
    static class Database {}

    private static int renew(Connection session, boolean force, PrintStream out, PrintStream err) throws SQLException {
        var connected = ask(session, CONNECTED);
        if (!connected.isEmpty() && !force) {
            err.printf("Processes are connected to the database (%s). Stop them, or use %s.%n", connected, FORCE);
            return REFUSED;
        }
        var before = ask(session, Epoch.QUERY);
        out.printf("The epoch was %s and is %s.%n", before, ask(session, "SELECT new_epoch()"));
        return 0;
    }

    private static int keep(Connection session, PrintStream out) throws SQLException {
        out.println(ask(session, KEPT));
        return 0;
    }

    private static String ask(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
