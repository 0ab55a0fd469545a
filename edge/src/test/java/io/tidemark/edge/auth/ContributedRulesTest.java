package io.tidemark.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.revocation.KnownRevocations;
import io.tidemark.edge.limit.rate.UnauthenticatedLimit;
import io.tidemark.edge.problem.ProblemHandler;
import io.tidemark.edge.security.SecurityLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The rules of a slice hold for a token that is seen for the first time and for one that is in the cache. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContributedRulesTest {

    private static final AtomicInteger TOKENS = new AtomicInteger();

    private ConfigurableApplicationContext application;
    private WebTestClient client;

    @BeforeAll
    void start() {
        application = new SpringApplicationBuilder(Application.class)
                .properties("server.port=0")
                .run();
        client = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + application.getEnvironment().getProperty("local.server.port"))
                .responseTimeout(Duration.ofMinutes(1))
                .build();
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @ParameterizedTest
    @CsvSource({"GET, /lab", "POST, /lab/samples/1", "DELETE, /lab/samples", "POST, /notes"})
    void a_caller_without_the_role_is_refused(HttpMethod method, String path) {
        var token = newToken("");
        assertThat(status(method, path, token)).isEqualTo(403);
        assertThat(status(HttpMethod.GET, "/elsewhere", token)).isEqualTo(200);
        assertThat(status(method, path, token)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"GET, /lab", "POST, /lab/samples/1", "DELETE, /lab/samples", "POST, /notes"})
    void a_caller_with_the_role_is_admitted(HttpMethod method, String path) {
        var token = newToken("chemist");
        assertThat(status(method, path, token)).isEqualTo(200);
        var decoded = application.getBean(Decoder.class).calls.get();
        assertThat(status(method, path, token)).isEqualTo(200);
        assertThat(application.getBean(Decoder.class).calls).hasValue(decoded);
    }

    @ParameterizedTest
    @CsvSource({"GET, /notes", "GET, /laboratory", "GET, /elsewhere", "GET, /welcome"})
    void a_request_without_a_rule_needs_a_token_and_no_role(HttpMethod method, String path) {
        var token = newToken("");
        assertThat(status(method, path, null)).isEqualTo(401);
        assertThat(status(method, path, token)).isEqualTo(200);
        assertThat(status(method, path, token)).isEqualTo(200);
    }

    @Test
    void an_open_path_needs_no_token() {
        assertThat(status(HttpMethod.POST, "/welcome", null)).isEqualTo(200);
    }

    @Test
    void an_open_path_ignores_a_bad_token() {
        assertThat(status(HttpMethod.POST, "/welcome", "bad token")).isEqualTo(200);
        assertThat(status(HttpMethod.POST, "/elsewhere", "bad token")).isEqualTo(401);
    }

    /** Spring answers it as a GET. */
    @Test
    void a_rule_for_reading_is_one_for_the_head_alone() {
        var token = newToken("");
        assertThat(status(HttpMethod.GET, "/secret", token)).isEqualTo(403);
        assertThat(status(HttpMethod.HEAD, "/secret", token)).isEqualTo(403);
        assertThat(status(HttpMethod.HEAD, "/public", null)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "Text/Plain;charset=UTF-8"})
    void a_body_with_the_token_needs_no_header(String type) {
        assertThat(statusOfBeacon(type)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plainer"})
    void another_body_needs_one(String type) {
        assertThat(statusOfBeacon(type)).isEqualTo(401);
    }

    /** No other test has shown this token, so it is not in the cache. */
    private static String newToken(String role) {
        return "token-" + TOKENS.incrementAndGet() + "." + role;
    }

    private int status(HttpMethod method, String path, @Nullable String token) {
        var request = client.method(method).uri(path);
        return (token == null ? request : request.headers(headers -> headers.setBearerAuth(token)))
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private int statusOfBeacon(String type) {
        return client.post()
                .uri("/beacon")
                .contentType(MediaType.parseMediaType(type))
                .bodyValue("x")
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    /** Accepts every token; what stands behind the point is the caller's role. */
    private static class Decoder implements ReactiveJwtDecoder {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public Mono<Jwt> decode(String token) {
            calls.incrementAndGet();
            var role = token.substring(token.indexOf('.') + 1);
            return Mono.just(Jwt.withTokenValue(token)
                    .header("alg", "none")
                    .subject("ann")
                    .claim("roles", List.of(role))
                    .build());
        }
    }

    @RestController
    static class Everything {

        @RequestMapping("/**")
        Mono<Void> answer() {
            return Mono.empty();
        }
    }

    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
            })
    @ComponentScan(basePackageClasses = {ProblemHandler.class, SecurityLog.class})
    @Import({SecurityConfiguration.class, Everything.class})
    static class Application {

        private static final Role CHEMIST = new Role("chemist");

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        KnownRevocations nobodyIsShutOut(Clock clock) {
            return new KnownRevocations(clock);
        }

        @Bean
        UnauthenticatedLimit noLimit() {
            return request -> Optional.empty();
        }

        @Bean
        Decoder decoder() {
            return new Decoder();
        }

        @Bean
        AccessRule lab() {
            return AccessRule.onlyFor(CHEMIST, "/lab/**");
        }

        @Bean
        AccessRule newNotes() {
            return AccessRule.onlyFor(CHEMIST, HttpMethod.POST, "/notes");
        }

        @Bean
        AccessRule welcome() {
            return AccessRule.open(HttpMethod.POST, "/welcome");
        }

        @Bean
        AccessRule secret() {
            return AccessRule.onlyFor(CHEMIST, HttpMethod.GET, "/secret");
        }

        @Bean
        AccessRule everybodys() {
            return AccessRule.open(HttpMethod.GET, "/public");
        }

        @Bean
        AccessRule beacon() {
            return AccessRule.tokenInBody("/beacon");
        }
    }
}
