package io.tidemark.query;

import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.db.TestTimeouts;
import io.tidemark.db.TestTuning;
import io.tidemark.edge.auth.BuiltInIssuer;
import io.tidemark.testkit.StreamRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A running query side. Events are appended to its log directly: there is no command side here. */
public final class QueryNode implements AutoCloseable {

    /** For tests in which failures are the point. */
    public static final String QUIET = "--logging.level.root=OFF";

    /** Nobody is refused because the machine is busy, or because a test is fast. */
    private static final Map<String, String> PATIENT = Map.of(
            "--tidemark.log.append-timeout", "20s",
            "--tidemark.reads.timeout", "20s",
            "--tidemark.limits.reads-burst", "1000000",
            "--tidemark.limits.polls-burst", "1000000",
            "--tidemark.limits.unauthenticated-burst", "1000000",
            "--spring.datasource.hikari.connection-timeout", "10000",
            "--spring.datasource.hikari.validation-timeout", "5000",
            "--spring.datasource.hikari.data-source-properties.options", "-c statement_timeout=20s",
            "--spring.datasource.hikari.data-source-properties.socketTimeout", "30");

    /** How many missed events of some types the shared one looks through. */
    public static final int COUNTED_EVENTS = 10;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger USERS = new AtomicInteger();

    private final String url;
    private final ConfigurableApplicationContext context;

    private QueryNode(String url, ConfigurableApplicationContext context) {
        this.url = url;
        this.context = context;
    }

    private static final class Shared {

        private static final QueryNode NODE = start(
                "--tidemark.stream.checkpoint-interval=200ms",
                "--tuning.stream.counted-events=" + COUNTED_EVENTS,
                "--tuning.audit.page-events=2");

        static {
            TestDatabase.closeAtTheEnd(NODE);
        }
    }

    /**
     * One for all tests that only need users of their own. Its checkpoints come five times a second, its audit reads two
     * events at once, and few missed events are looked through.
     */
    public static QueryNode shared() {
        return Shared.NODE;
    }

    /** Starts one on a database of its own. */
    public static QueryNode start(String... properties) {
        return on(TestDatabase.migrated(), properties);
    }

    /** Starts one on a database that others may use too. */
    public static QueryNode on(String url, String... properties) {
        return run(url, context -> {}, properties);
    }

    /** Starts one whose statements are counted. */
    public static QueryNode counting(CountedStatements statements) {
        return with(statements);
    }

    /** Starts one with other beans in place of some. */
    public static QueryNode with(BeanPostProcessor others, String... properties) {
        return run(
                TestDatabase.migrated(), context -> context.getBeanFactory().addBeanPostProcessor(others), properties);
    }

    /** Starts one whose machine's clock is ahead of the database's. */
    public static QueryNode ahead(Duration time, String... properties) {
        var clock = Clock.offset(Clock.systemUTC(), time);
        var others = new BeanPostProcessor() {

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Clock ? clock : bean;
            }
        };
        return with(others, properties);
    }

    private static QueryNode run(
            String url,
            ApplicationContextInitializer<ConfigurableApplicationContext> initializer,
            String... properties) {
        var arguments = new LinkedHashMap<>(PATIENT);
        arguments.putAll(Map.of(
                "--server.port", "0",
                "--spring.datasource.url", url,
                "--spring.datasource.username", "postgres",
                "--spring.datasource.password", "",
                "--spring.main.register-shutdown-hook", "false",
                "--tidemark.auth.built-in-issuer", "true",
                "--logging.level.root", "WARN",
                "--logging.level.io.tidemark.edge", "ERROR"));
        for (var property : properties) {
            int equals = property.indexOf('=');
            arguments.put(property.substring(0, equals), property.substring(equals + 1));
        }
        var application = new SpringApplication(QuerySide.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.addInitializers(
                QueryNode::giveThreadsOfItsOwn, TestTimeouts::allowAnyOrder, TestTuning::allow, initializer);
        var context = application.run(arguments.entrySet().stream()
                .map(argument -> argument.getKey() + "=" + argument.getValue())
                .toArray(String[]::new));
        return new QueryNode(url, context);
    }

    /** Else the first node that is closed would take the event loops of all others in this process with it. */
    private static void giveThreadsOfItsOwn(ConfigurableApplicationContext context) {
        ((GenericApplicationContext) context).registerBean(ReactorResourceFactory.class, () -> {
            var resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            resources.setShutdownQuietPeriod(Duration.ZERO);
            return resources;
        });
    }

    /** A user whom no other test knows. */
    public static String newUser() {
        return "user-" + USERS.incrementAndGet();
    }

    /** The address of its database. */
    public String url() {
        return url;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    public String epoch() {
        return jdbc().sql("SELECT epoch FROM log_epoch").query(String.class).single();
    }

    /** The cursor of a position. */
    public String cursor(long position) {
        return epoch() + "." + position;
    }

    /** Appends events in one go, and returns the position of the last. */
    public long append(List<? extends DomainEventMessage<?>> events) {
        bean(EventStore.class).publish(events);
        return jdbc().sql("SELECT position FROM event_log WHERE event_id = ?::uuid")
                .params(events.get(events.size() - 1).getIdentifier())
                .query(Long.class)
                .single();
    }

    public long append(DomainEventMessage<?>... events) {
        return append(List.of(events));
    }

    /** Waits until the read models and the feed show all that is in the log. */
    public void catchUp() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(this::isCaughtUp);
    }

    private boolean isCaughtUp() {
        return jdbc().sql("SELECT projected >= (SELECT coalesce(max(position), 0) FROM event_log) FROM feed_state")
                .query(Boolean.class)
                .single();
    }

    public String token(String user, String... roles) {
        return bean(BuiltInIssuer.class).issue(user, List.of(roles));
    }

    public int port() {
        return Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port", Integer.class));
    }

    /** The stream of a user, who may have roles; from now on unless told otherwise. */
    public StreamRequest stream(String user, String... roles) {
        return StreamRequest.to(port(), token(user, roles));
    }

    /** What a user is answered; the headers come in pairs. */
    public HttpResponse<String> get(String user, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%s%s".formatted(port(), path)))
                .header("Authorization", "Bearer " + token(user));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Sends JSON as a user with roles, and expects that it is accepted. */
    public void post(String user, String path, String json, String... roles) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%s%s".formatted(port(), path)))
                .header("Authorization", "Bearer " + token(user, roles))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }

    /** Does what is done first when a process is told to go; the server still answers. */
    public void beginToDrain() {
        context.publishEvent(new ContextClosedEvent(context));
    }

    @Override
    public void close() {
        context.close();
    }
}
