package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Whether tokens are cached makes no difference to any answer. Two nodes on one database get the same requests; one of
 * them caches tokens, and so lets the second request with a good token take the fast path around Spring Security.
 */
@ExtendWith(SharedTidemark.class)
@SharedSettings(WithoutTokenCacheSpecTest.SETTING)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenCacheSpecTest {

    private static final String AUTHORIZER = "org.springframework.security.web.server.authorization";

    private final RunningTidemark withoutCache;
    private final RunningTidemark withCache;
    private final byte[] key;

    TokenCacheSpecTest(RunningTidemark tidemark) {
        withoutCache = tidemark;
        withCache = tidemark.startBeside();
        key = tidemark.database()
                .sql("SELECT secret FROM issuer_key")
                .query(byte[].class)
                .single();
    }

    @AfterAll
    void stop() {
        withCache.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/saved-replies",
                "/api/saved-replies?limit=1",
                "/api/saved-replies?limit=0",
                "/api/saved-replies?limit=%2e",
                "/api/saved-replies?limit=1&limit=2",
                "/api/saved-replies?q=a+b",
                "/api/saved-replies?",
                "/api/saved-replies/6f1c2d4e-0000-4000-8000-000000000001",
                "/api/saved-replies/x",
                "/api/snapshot",
                "/api/changes?after=x",
                "/api/stream?types=nonsense",
                "/api/changes?lastEventId=%00",
                "/api/audit/events?type=x,",
                "/api/admin/dead-letters",
                "/api/audit/replays",
                "/api/dashboard/nothing",
                "/api/auth/token",
                "/actuator",
                "/actuator/health",
                "/actuator/nothing",
                "/",
                "/index.html",
                "/nothing/here",
                "//",
                "//api/saved-replies",
                "/api//saved-replies",
                "/api/./saved-replies",
                "/api/../api/saved-replies",
                "/api/saved-replies/..",
                "/%2e/api/saved-replies",
                "/api/%2e%2e/api/saved-replies",
                "/api/saved-replies;a=b",
                "/api;/saved-replies",
                "/api/saved-replies%3b",
                "/api/saved-replies%2f",
                "/api/saved-replies%00",
                "/api/saved-replies%0d%0a",
                "/api/saved-replies/",
                "/api/%73aved-replies",
                "/API/saved-replies",
                "/api/.hidden",
                "/api/admin%2fdead-letters",
                "/api/%61dmin/dead-letters",
                "/api\\saved-replies",
                "/api/saved-replies#part",
                "*",
                "http://localhost/api/saved-replies",
                "nothing"
            })
    void address_is_answered_alike(String address) throws JOSEException {
        for (var token : tokens()) {
            assertThatAnswersAreAlike("GET", address, "Authorization: " + token);
        }
    }

    private List<String> tokens() throws JOSEException {
        var ended = Date.from(Instant.now().minusSeconds(1));
        var admin = SecuritySpecTest.good().claim("roles", List.of("admin")).build();
        return List.of(
                "",
                "Bearer x",
                "Bearer " + "x".repeat(12 * 1024 + 1),
                goodToken(),
                bearer(admin, key),
                bearer(SecuritySpecTest.good().expirationTime(ended).build(), key),
                bearer(SecuritySpecTest.good().build(), new byte[32]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD",
                "POST",
                "PUT",
                "PATCH",
                "DELETE",
                "OPTIONS",
                "TRACE",
                "QUERY",
                "PROPFIND",
                "get",
                "G",
                "GE+"
            })
    void method_is_answered_alike(String method) throws JOSEException {
        for (var address : List.of(REPLIES, "/api/admin/dead-letters", "/api/auth/token", "/index.html")) {
            assertThatAnswersAreAlike(method, address, "Authorization: " + goodToken());
            assertThatAnswersAreAlike(method, address);
        }
    }

    @ParameterizedTest
    @MethodSource
    void header_is_answered_alike(String header) throws JOSEException {
        assertThatAnswersAreAlike("GET", REPLIES, "Authorization: " + goodToken(), header);
        assertThatAnswersAreAlike("GET", REPLIES, header, "Authorization: " + goodToken());
    }

    static Stream<String> header_is_answered_alike() {
        return Stream.of(
                "X-Long: " + "x".repeat(4_000),
                "X-Longer: " + "x".repeat(7_500),
                "X-Tab: a\tb",
                "X-Latin: \u00e4",
                "Last-Event-ID: \u00c3\u00a9",
                "Content-Encoding: gzip",
                "X-Control: \u0001",
                "X-Delete: \u007f",
                "X-Empty:",
                "X-Space : a",
                "X\u00e4: a",
                "Authorization: Bearer x",
                "Authorization: Basic YW5uOmFubg==",
                "Origin: " + RunningTidemark.PAGE,
                "Origin: https://evil.example",
                "Origin: null",
                "Accept: text/html",
                "Accept: nonsense",
                "Accept-Encoding: gzip",
                "X-Correlation-ID: order-7",
                "X-Correlation-ID: two words",
                "X-Forwarded-Proto: https",
                "X-HTTP-Method-Override: DELETE",
                "Cookie: SESSION=x",
                "If-None-Match: *",
                "Content-Length: 0",
                "Host: elsewhere.example");
    }

    @Test
    void way_of_writing_a_token_is_answered_alike() throws JOSEException {
        var token = goodToken();
        for (var written :
                List.of(token.replace("Bearer", "bearer"), token + " ", token.replace(" ", "  "), "\t" + token)) {
            assertThatAnswersAreAlike("GET", REPLIES, "Authorization: " + token);
            assertThatAnswersAreAlike("GET", REPLIES, "Authorization: " + written);
            assertThatAnswersAreAlike("GET", REPLIES, "authorization:" + written);
        }
    }

    @Test
    void token_that_ends_while_it_is_cached_is_refused_alike() throws JOSEException {
        var end = Instant.now().plusSeconds(3);
        var token = bearer(
                good(UUID.randomUUID().toString())
                        .expirationTime(Date.from(end))
                        .build(),
                key);
        assertThatAnswersAreAlike("GET", REPLIES, "Authorization: " + token);
        await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(end));
        assertThatAnswersAreAlike("GET", REPLIES, "Authorization: " + token);
        withCache.with(token.replace("Bearer ", "")).get(REPLIES).isProblem(401, "unauthenticated");
    }

    /** Else the tests above would compare Spring Security with itself. */
    @Test
    void known_token_takes_the_fast_path_where_tokens_are_cached() throws JOSEException {
        var token = goodToken().replace("Bearer ", "");
        assertThat(passesSpringSecurity(withCache.with(token))).isTrue();
        assertThat(passesSpringSecurity(withCache.with(token))).isFalse();
        assertThat(passesSpringSecurity(withoutCache.with(token))).isTrue();
        assertThat(passesSpringSecurity(withoutCache.with(token))).isTrue();
    }

    /** Sends a request that is answered, and looks whether Spring Security says in its log that it decided on it. */
    private static boolean passesSpringSecurity(Caller caller) {
        var logger = (Logger) LoggerFactory.getLogger(AUTHORIZER);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(log);
        caller.get(REPLIES).is(200);
        logger.detachAppender(log);
        logger.setLevel(null);
        return !log.list.isEmpty();
    }

    private void assertThatAnswersAreAlike(String method, String address, String... headers) {
        assertThat(answersToTwo(withCache, method, address, headers))
                .as("%s %s %s", method, address, List.of(headers))
                .isEqualTo(answersToTwo(withoutCache, method, address, headers))
                .isNotEmpty();
    }

    /** Sends the same request twice, and returns the lines of each answer in one order, but the date. */
    private static List<List<String>> answersToTwo(
            RunningTidemark tidemark, String method, String address, String... headers) {
        var head = new StringBuilder("%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(method, address));
        Stream.of(headers).forEach(header -> head.append(header).append("\r\n"));
        // Not both on one connection: Reactor Netty may close it after the first when it has read the second already.
        var request = head + "Connection: close\r\n\r\n";
        return Stream.of(RawHttp.wholeAnswer(tidemark.port(), request), RawHttp.wholeAnswer(tidemark.port(), request))
                .map(answer -> answer.lines()
                        .filter(line -> !line.startsWith("Date: "))
                        .sorted()
                        .toList())
                .toList();
    }

    /** A token of somebody whom no node knows yet. */
    private String goodToken() throws JOSEException {
        return bearer(good(UUID.randomUUID().toString()).build(), key);
    }

    private static JWTClaimsSet.Builder good(String user) {
        return SecuritySpecTest.good().subject(user);
    }

    private static String bearer(JWTClaimsSet claims, byte[] key) throws JOSEException {
        return "Bearer " + SecuritySpecTest.signed(claims, key);
    }
}
