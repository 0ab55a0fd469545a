package io.tidemark.db;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.db.append.CommandReceipts;
import io.tidemark.db.append.Deadline;
import io.tidemark.db.append.GroupAppender;
import io.tidemark.db.axon.EventStoreConfiguration;
import io.tidemark.db.axon.NamedTypesSerializer;
import io.tidemark.db.axon.PostgresEventStorageEngine;
import io.tidemark.db.axon.PostgresEventStore;
import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.head.HighWaterMarkListener;
import io.tidemark.db.head.HighWaterMarkNotifier;
import io.tidemark.db.head.ListenerHealth;
import io.tidemark.db.jdbc.DedicatedConnections;
import io.tidemark.db.log.LogConfiguration;
import io.tidemark.db.log.LogProperties;
import io.tidemark.db.log.LogTuning;
import io.tidemark.db.log.RecentEvents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One process on the log, put together as the application does it, but without Spring. Two are two processes. */
public final class LogFixture implements AutoCloseable {

    public static final LogProperties PROPERTIES = new LogProperties(Duration.ofSeconds(10), Duration.ofSeconds(5));

    private static final EventStoreConfiguration WIRING = new EventStoreConfiguration();

    public final JdbcClient jdbc;
    public final HighWaterMark highWaterMark = new LogConfiguration().logHighWaterMark();
    public final ListenerHealth health = new ListenerHealth();
    public final RecentEvents recent;
    public final GroupAppender appender;
    public final CommandReceipts receipts;
    public final PostgresEventStorageEngine engine;
    public final PostgresEventStore store;
    private final HikariDataSource pool = new HikariDataSource();
    private final HighWaterMarkListener listener;
    private final HighWaterMarkNotifier notifier;

    public LogFixture(String url) {
        this(url, PROPERTIES);
    }

    public LogFixture(String url, LogProperties properties) {
        this(url, url, properties);
    }

    public LogFixture(String url, LogTuning tuning) {
        this(url, url, PROPERTIES, tuning, NoOpEventUpcaster.INSTANCE);
    }

    public LogFixture(String url, EventUpcaster upcaster) {
        this(url, url, PROPERTIES, batchesOf(3), upcaster);
    }

    /** A process whose appender takes another way to the database than its readers. */
    public LogFixture(String url, String appenderUrl, LogProperties properties) {
        this(url, appenderUrl, properties, LogTuning.DEFAULT, NoOpEventUpcaster.INSTANCE);
    }

    private LogFixture(
            String url, String appenderUrl, LogProperties properties, LogTuning tuning, EventUpcaster upcaster) {
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(8);
        pool.setMinimumIdle(0);
        jdbc = JdbcClient.create(pool);
        listener = new HighWaterMarkListener(sessions(url), tuning.pollInterval(), List.of(highWaterMark), health);
        notifier = new HighWaterMarkNotifier(sessions(url), List.of(highWaterMark));
        recent = new RecentEvents(tuning.recentChars());
        appender = new GroupAppender(
                sessions(appenderUrl), properties, tuning, recent, highWaterMark, new SimpleMeterRegistry());
        receipts = new CommandReceipts(jdbc, appender);
        engine = new PostgresEventStorageEngine(
                PostgresEventStorageEngine.builder(serializer(), upcaster, snapshot -> true),
                jdbc,
                appender,
                recent,
                tuning.batchEvents());
        store = new PostgresEventStore(engine, highWaterMark);
        listener.start();
        notifier.start();
        appender.start();
    }

    /** A new database with the schema in it. */
    public static String newDatabase() {
        return TestDatabase.migrated();
    }

    public static LogTuning batchesOf(int events) {
        var usual = LogTuning.DEFAULT;
        return like(events, usual.batchChars(), usual.pollInterval(), usual.recentChars());
    }

    /** Whose appender writes so many characters at once. */
    public static LogTuning batchesOfChars(int chars) {
        var usual = LogTuning.DEFAULT;
        return like(usual.batchEvents(), chars, usual.pollInterval(), usual.recentChars());
    }

    public static LogTuning pollEvery(Duration interval) {
        var usual = LogTuning.DEFAULT;
        return like(usual.batchEvents(), usual.batchChars(), interval, usual.recentChars());
    }

    /** Whose readers are given so much of what was just appended without asking the database. */
    public static LogTuning remembering(int chars) {
        var usual = LogTuning.DEFAULT;
        return like(usual.batchEvents(), usual.batchChars(), usual.pollInterval(), chars);
    }

    private static LogTuning like(int batchEvents, int batchChars, Duration pollInterval, int recentChars) {
        var usual = LogTuning.DEFAULT;
        return new LogTuning(
                batchEvents,
                batchChars,
                usual.queueCapacity(),
                pollInterval,
                usual.appendInterval(),
                recentChars,
                usual.unwritableAfter());
    }

    public static LogProperties timeouts(Duration append, Duration lock) {
        return new LogProperties(append, lock);
    }

    public static DedicatedConnections sessions(String url) {
        return new DedicatedConnections(TestDatabase.details(url));
    }

    public static Serializer serializer() {
        return NamedTypesSerializer.of(new AnnotationRevisionResolver(), WIRING.storedJson());
    }

    /** More than any test takes. */
    public static Deadline deadline() {
        return Deadline.of(Duration.ofMinutes(1));
    }

    /** Runs an append on a thread of its own. */
    public CompletableFuture<Void> appendLater(List<? extends EventMessage<?>> events) {
        return Tasks.start(() -> engine.appendEvents(events));
    }

    /** Everything in the log, each event as {@code <position> <aggregate>/<sequence number>}. */
    public List<String> rows() {
        var place = "concat(position, ' ', aggregate_id, '/', sequence_number)";
        return jdbc.sql("SELECT " + place + " FROM event_log ORDER BY position")
                .query(String.class)
                .list();
    }

    public Stream<String> texts(String aggregateId) {
        return store.readEvents(aggregateId).asStream().map(event -> ((Noted) event.getPayload()).text());
    }

    @Override
    public void close() {
        appender.close();
        notifier.close();
        listener.close();
        pool.close();
    }
}
