package io.tidemark.db.timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/** The time-outs of the connection pool, and those that its connections set in PostgreSQL. */
class PoolTimeouts {

    private static final String POOL = "spring.datasource.hikari";
    private static final Map<String, Long> UNIT_MILLIS = Map.of("", 1L, "ms", 1L, "s", 1_000L, "min", 60_000L);

    private final Pool pool;
    private final Properties connection;

    PoolTimeouts(Environment environment) {
        pool = Binder.get(environment).bindOrCreate(POOL, Pool.class);
        connection = connection(environment.getProperty("spring.datasource.url", ""), pool.dataSourceProperties());
    }

    /** The defaults are those of the pool. */
    record Pool(
            @DefaultValue("5000") long validationTimeout,
            @DefaultValue("30000") long connectionTimeout,
            @DefaultValue Map<String, String> dataSourceProperties) {}

    /** The address of the database takes precedence over the properties. */
    private static Properties connection(String url, Map<String, String> properties) {
        var given = new Properties();
        given.putAll(properties);
        var parsed = Driver.parseURL(url, given);
        return parsed == null ? given : parsed;
    }

    /** Those that are set: where a connection sets none, PostgreSQL or its administrator decides. */
    List<OrderedTimeout> all() {
        var all = new ArrayList<OrderedTimeout>();
        all.add(millis(POOL + ".validation-timeout", pool.validationTimeout(), Wait.DEAD_CONNECTION));
        all.add(millis(POOL + ".connection-timeout", pool.connectionTimeout(), Wait.TURN));
        option("statement_timeout", Wait.STATEMENT).ifPresent(all::add);
        option("idle_in_transaction_session_timeout", Wait.SILENCE).ifPresent(all::add);
        var silence = Long.parseLong(connection.getProperty("socketTimeout", "0"));
        if (silence > 0) {
            all.add(millis(POOL + ".data-source-properties.socketTimeout", silence * 1_000, Wait.SILENCE));
        }
        return all;
    }

    private Optional<OrderedTimeout> option(String name, Wait kind) {
        return Pattern.compile("\\b%s=(\\d+)(ms|s|min)?(?=\\s|$)".formatted(name))
                .matcher(connection.getProperty("options", ""))
                .results()
                .map(PoolTimeouts::millis)
                .reduce((first, last) -> last)
                .filter(millis -> millis > 0)
                .map(millis -> millis(name, millis, kind));
    }

    private static long millis(MatchResult option) {
        var unit = option.group(2) == null ? "" : option.group(2);
        return Long.parseLong(option.group(1)) * UNIT_MILLIS.getOrDefault(unit, 1L);
    }

    private static OrderedTimeout millis(String name, long millis, Wait kind) {
        return new OrderedTimeout(name, Duration.ofMillis(millis), kind);
    }
}
