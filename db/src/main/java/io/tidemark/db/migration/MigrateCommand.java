package io.tidemark.db.migration;

import static java.util.Objects.requireNonNull;

import io.tidemark.db.embedded.EmbeddedDatabase;
import io.tidemark.db.jdbc.DedicatedConnections;
import io.tidemark.db.jdbc.JdbcConfiguration;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The command {@code migrate} of every jar: it migrates the database as the owner of the schema, grants another role what
 * processes need, and ends the process.
 */
public final class MigrateCommand {

    private static final String USAGE = """
            usage: migrate [--run-role=<role>] [--<setting>=<value> ...]

            Run this before the processes of a new release, with the database role that owns the schema.
            --run-role   an existing role under which the processes run. It is granted what they need: it can change
                         neither the schema nor the events of the log
            """;

    private static final String RUN_ROLE = "--run-role=";
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private MigrateCommand() {}

    /** Runs the command and ends the process, if the arguments ask for it. */
    public static void runIfAsked(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals("migrate")) {
            System.exit(run(List.of(arguments), System.out, System.err));
        }
    }

    /** Returns the exit status. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        var options = arguments.stream().skip(1).toList();
        if (!options.stream().allMatch(option -> option.startsWith("--"))) {
            err.print(USAGE);
            return MISUSED;
        }
        var roles = options.stream().filter(option -> option.startsWith(RUN_ROLE));
        var settings = options.stream().filter(option -> !option.startsWith(RUN_ROLE));
        try (var application = migrate(settings)) {
            out.printf("The database has the schema %s.%n", version(application));
            for (var role :
                    roles.map(option -> option.substring(RUN_ROLE.length())).toList()) {
                grant(application, role);
                out.printf("The role %s may run processes.%n", role);
            }
            return 0;
        } catch (SQLException | RuntimeException failed) {
            err.println("Not done: " + failed.getMessage());
            return FAILED;
        }
    }

    private static ConfigurableApplicationContext migrate(Stream<String> settings) {
        return new SpringApplicationBuilder(Database.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties("logging.level.root=warn")
                .run(settings.toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    @Import({EmbeddedDatabase.class, JdbcConfiguration.class})
    static class Database {}

    private static String version(ConfigurableApplicationContext application) {
        var current = application.getBean(Flyway.class).info().current();
        return requireNonNull(current.getVersion()).toString();
    }

    private static void grant(ConfigurableApplicationContext application, String role) throws SQLException {
        try (var session = application.getBean(DedicatedConnections.class).open("tidemark-migrate", TIMEOUT);
                var statement = session.prepareStatement("SELECT grant_to_run_role(?)")) {
            statement.setString(1, role);
            statement.execute();
        }
    }
}
