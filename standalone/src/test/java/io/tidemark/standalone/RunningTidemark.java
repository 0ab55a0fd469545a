package io.tidemark.standalone;

import static java.util.Objects.requireNonNull;

import io.tidemark.db.TestDatabase;
import io.tidemark.db.TestTimeouts;
import io.tidemark.db.TestTuning;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** The whole application on real HTTP, on a database of its own. */
final class RunningTidemark implements AutoCloseable {

    /** A host name, besides localhost, under which it answers. */
    static final String OTHER_HOST = "tide_mark";

    static final String PAGE = "https://desk.example.com";
    static final String EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";

    /** For whatever is not about time or rates: nobody is refused because the machine is busy, or because tests are fast. */
    static final String[] PATIENT = {
        "tidemark.commands.timeout=20s",
        "tidemark.commands.lock-timeout=10s",
        "tidemark.log.append-timeout=15s",
        "tidemark.reads.timeout=20s",
        "tidemark.limits.commands-burst=1000000",
        "tidemark.limits.reads-burst=1000000",
        "tidemark.limits.uploads-burst=1000000",
        "tidemark.limits.polls-burst=1000000",
        "tidemark.limits.tokens-burst=1000000",
        "tidemark.limits.unauthenticated-burst=1000000",
        "spring.datasource.hikari.connection-timeout=10000",
        "spring.datasource.hikari.validation-timeout=5000",
        "spring.datasource.hikari.data-source-properties.options=-c statement_timeout=20s",
        "spring.datasource.hikari.data-source-properties.socketTimeout=30"
    };

    private final ConfigurableApplicationContext context;
    private final String databaseUrl;

    private RunningTidemark(ConfigurableApplicationContext context, String databaseUrl) {
        this.context = context;
        this.databaseUrl = databaseUrl;
    }

    /** Starts it on a fresh database. */
    static RunningTidemark start() {
        return startWith();
    }

    /** Starts it on a fresh database under a role that can neither migrate it nor change the log. */
    static RunningTidemark startWith(String... more) {
        return startUnderRunRole(TestDatabase.migrated(), usualAnd(more));
    }

    /** Starts another node with the usual settings on the same database. */
    RunningTidemark startBeside() {
        return startUnderRunRole(databaseUrl, usualAnd());
    }

    private static String[] usualAnd(String... more) {
        var settings = new ArrayList<>(List.of(PATIENT));
        settings.add("tidemark.cors.allowed-origins=" + PAGE + "," + EXTENSION + ",moz-extension://*");
        settings.add("tidemark.images.directory=target/images");
        settings.add("tidemark.trial.hosts=" + OTHER_HOST);
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    /** Of two settings of one name, the later one counts. */
    private static Collection<String> lastOfEachName(String... settings) {
        return Stream.of(settings)
                .collect(Collectors.toMap(
                        setting -> setting.split("=", 2)[0],
                        setting -> setting,
                        (usual, own) -> own,
                        LinkedHashMap::new))
                .values();
    }

    private static RunningTidemark startUnderRunRole(String databaseUrl, String... settings) {
        var arguments = List.of(
                "--spring.datasource.url=" + TestDatabase.asRunRole(databaseUrl),
                "--spring.datasource.username=" + TestDatabase.RUN_ROLE,
                "--spring.datasource.password=" + TestDatabase.RUN_ROLE);
        return start(databaseUrl, arguments, settings);
    }

    /** Starts it on a database, with settings of the form {@code name=value}. */
    static RunningTidemark start(String databaseUrl, String... settings) {
        var arguments = List.of(
                "--spring.datasource.url=" + databaseUrl,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=");
        return start(databaseUrl, arguments, settings);
    }

    private static RunningTidemark start(String databaseUrl, List<String> database, String... settings) {
        var arguments = new ArrayList<>(database);
        arguments.add("--server.port=0");
        for (var setting : lastOfEachName(settings)) {
            arguments.add("--" + setting);
        }
        var application = new SpringApplication(Tidemark.class);
        application.addInitializers(context -> withEventLoopsOfItsOwn((GenericApplicationContext) context));
        application.addInitializers(TestTimeouts::allowAnyOrder, TestTuning::allow);
        application.setRegisterShutdownHook(false); // Whoever starts it closes it, while its database is still there.
        return new RunningTidemark(application.run(arguments.toArray(String[]::new)), databaseUrl);
    }

    /** Otherwise all in this process share them, and the first that closes takes them from the others. */
    static void withEventLoopsOfItsOwn(GenericApplicationContext context) {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        context.registerBean(ReactorResourceFactory.class, () -> resources);
    }

    int port() {
        return Integer.parseInt(requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    }

    URI address() {
        return URI.create("http://localhost:" + port());
    }

    /** Somebody without a token. */
    Caller anybody() {
        return new Caller(address(), "", "");
    }

    /** A user, signed in, who may have roles. */
    Caller as(String user, String... roles) {
        return new Caller(address(), user, anybody().signIn(user, roles));
    }

    /** A user whom nobody else knows, signed in. */
    Caller newUser() {
        return as("user-" + UUID.randomUUID());
    }

    /** A user whom nobody else knows, signed in with a role. */
    Caller newUser(String role) {
        var user = role + "-" + UUID.randomUUID();
        var signedIn = anybody()
                .post("/api/auth/token", "{\"user\":\"%s\",\"roles\":[\"%s\"]}".formatted(user, role))
                .is(200);
        return new Caller(address(), user, signedIn.text("access_token"));
    }

    /** Whoever shows the token. */
    Caller with(String token) {
        return new Caller(address(), "", token);
    }

    /** Each method and path that a handler of the application answers. */
    List<Endpoint> endpoints() {
        return context.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(Endpoint::of)
                .distinct()
                .sorted(Comparator.comparing(Endpoint::toString))
                .toList();
    }

    /** Each route that a handler answers, also those of Spring Boot. */
    List<String> routes() {
        return ServedRoutes.of(partsOf(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .toList());
    }

    /** Its parts of a kind, by name. */
    <T> Map<String, T> partsOf(Class<T> type) {
        return context.getBeansOfType(type);
    }

    /** A part of it. */
    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The database behind it, without going through it. */
    JdbcClient database() {
        return JdbcClient.create(TestDatabase.dataSource(databaseUrl));
    }

    @Override
    public void close() {
        context.close();
    }
}
