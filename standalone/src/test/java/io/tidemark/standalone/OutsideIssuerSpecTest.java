package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of an OIDC issuer: their type, their audience, and roles within other claims. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutsideIssuerSpecTest {

    private static final String AUDIENCE = "https://tide.example/api";
    private static final String ADMINS = "/api/dashboard";

    private final RSAKey key;
    private final HttpServer issuer;
    private final RunningTidemark tidemark;
    private final AtomicInteger readings = new AtomicInteger();
    private volatile boolean isAway;

    OutsideIssuerSpecTest() throws JOSEException, IOException {
        key = new RSAKeyGenerator(2048).keyID("known").generate();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", this::answerWithKeys);
        issuer.start();
        tidemark = RunningTidemark.startWith(
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://localhost:%s/keys"
                        .formatted(issuer.getAddress().getPort()),
                "spring.security.oauth2.resourceserver.jwt.audiences=" + AUDIENCE,
                "tidemark.auth.roles-claim=realm_access.roles",
                "tuning.key.least-interval=1s",
                "tuning.key.retry-interval=100ms");
    }

    private void answerWithKeys(HttpExchange exchange) throws IOException {
        readings.incrementAndGet();
        var keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(isAway ? 503 : 200, keys.length);
        try (var body = exchange.getResponseBody()) {
            body.write(keys);
        }
    }

    @AfterAll
    void stop() {
        tidemark.close();
        issuer.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+JWT"})
    void access_token_of_a_known_type_is_accepted(String type) throws JOSEException {
        assertThat(statusFor(REPLIES, signed(type, "known", good()))).isEqualTo(200);
    }

    @Test
    void access_token_without_a_type_is_accepted() throws JOSEException {
        assertThat(statusFor(REPLIES, signed(null, "known", good()))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id+jwt", "dpop+jwt", "logout+jwt", "application/jwt", "at", "at+jwt;x=1", "JOSE"})
    void token_of_another_type_is_refused(String type) throws JOSEException {
        tidemark.with(signed(type, "known", good())).get(REPLIES).isProblem(401, "unauthenticated");
    }

    @Test
    void token_for_somebody_else_is_refused() throws JOSEException {
        assertThat(statusFor(REPLIES, signed("JWT", "known", good().audience("another-app"))))
                .isEqualTo(401);
        assertThat(statusFor(REPLIES, signed("JWT", "known", good().audience((String) null))))
                .isEqualTo(401);
        assertThat(statusFor(REPLIES, signed("JWT", "known", good().audience(List.of("another-app", AUDIENCE)))))
                .isEqualTo(200);
    }

    @Test
    void token_without_an_end_is_refused() throws JOSEException {
        assertThat(statusFor(REPLIES, signed("JWT", "known", good().expirationTime(null))))
                .isEqualTo(401);
    }

    @Test
    void roles_are_read_from_within_another_claim() throws JOSEException {
        assertThat(statusFor(ADMINS, withRealm(Map.of("roles", List.of("offline_access", "admin")))))
                .isEqualTo(200);
        assertThat(statusFor(ADMINS, withRealm(Map.of("roles", List.of("user")))))
                .isEqualTo(403);
        assertThat(statusFor(ADMINS, withRealm(Map.of("other", List.of("admin")))))
                .isEqualTo(403);
        assertThat(statusFor(ADMINS, signed("JWT", "known", good().claim("roles", List.of("admin")))))
                .isEqualTo(403);
    }

    @Test
    void claim_of_the_whole_name_comes_before_the_path() throws JOSEException {
        var claims = good().claim("realm_access.roles", List.of("admin")).claim("realm_access", "x");
        assertThat(statusFor(ADMINS, signed("JWT", "known", claims))).isEqualTo(200);
    }

    static List<Object> wrongShapes() {
        return List.of(
                "admin",
                List.of("admin"),
                1,
                Map.of("roles", Map.of("admin", true)),
                Map.of("roles", List.of(1)),
                Map.of("roles", List.of(List.of("admin"))),
                Map.of("roles", true));
    }

    @ParameterizedTest
    @MethodSource("wrongShapes")
    void roles_of_a_wrong_shape_are_refused(Object realm) throws JOSEException {
        tidemark.with(withRealm(realm)).get(ADMINS).isProblem(401, "unauthenticated");
        tidemark.with(withRealm(realm)).get(REPLIES).isProblem(401, "unauthenticated");
    }

    /** A token with a key that is not known yet cannot be judged while the issuer is away; one with a known key can. */
    @Test
    void unreachable_issuer_is_no_fault_of_the_token() throws JOSEException {
        assertThat(statusFor(REPLIES, signed("JWT", "known", good()))).isEqualTo(200);
        var token = signed("JWT", "new", good());
        isAway = true;
        try {
            await().until(() -> statusFor(REPLIES, token) == 503);
            var refused = tidemark.with(token).get(REPLIES).isProblem(503, "issuer-unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("2");
            var stream = tidemark.with(token).get("/api/stream").is(200);
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.body()).startsWith("retry: ").contains("event: goodbye", "\"reason\":\"unavailable\"");
            for (int user = 0; user < 5; user++) {
                assertThat(statusFor(REPLIES, signed("JWT", "known", good().subject("user-" + user))))
                        .isEqualTo(200);
            }
        } finally {
            isAway = false;
        }
        await().until(() -> statusFor(REPLIES, token) == 401);
    }

    @Test
    void made_up_keys_do_not_make_the_server_ask_for_each() throws JOSEException {
        assertThat(statusFor(REPLIES, signed("JWT", "known", good()))).isEqualTo(200);
        int before = readings.get();
        long started = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            tidemark.with(signed("JWT", "made-up-" + i, good())).get(REPLIES).isProblem(401, "unauthenticated");
        }
        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        assertThat(readings.get() - before).isLessThanOrEqualTo((int) seconds + 2);
    }

    @Test
    void token_that_is_signed_out_is_refused_with_or_without_a_name_of_its_own() throws JOSEException {
        for (var claims : List.of(good(), good().jwtID("7"))) {
            var issued = claims.subject("sam-" + claims.getClaims().size()).issueTime(Date.from(Instant.now()));
            var token = signed("JWT", "known", issued);
            var other = signed("JWT", "known", issued.jwtID("8").claim("more", 1));
            tidemark.with(token).post("/api/auth/sign-out", "").is(204);
            tidemark.with(token).get(REPLIES).isProblem(401, "token.revoked");
            tidemark.with(other).get(REPLIES).is(200);
        }
    }

    @Test
    void token_that_does_not_say_when_it_was_issued_ends_with_all_others() throws JOSEException {
        var undated = signed("JWT", "known", good().subject("ida"));
        assertThat(statusFor(REPLIES, undated)).isEqualTo(200);
        tidemark.with(withRealm(Map.of("roles", List.of("admin"))))
                .post("/api/admin/blocked-users", "{\"user\":\"ida\",\"mode\":\"signed-out\"}")
                .is(200);
        tidemark.with(undated).get(REPLIES).isProblem(401, "token.revoked");
    }

    /** How long a token that is signed out has to be remembered is bounded by this. */
    @Test
    void token_that_ends_in_more_than_a_year_is_refused() throws JOSEException {
        var now = Instant.now();
        assertThat(statusFor(
                        REPLIES,
                        signed("JWT", "known", good().expirationTime(Date.from(now.plus(Duration.ofDays(367)))))))
                .isEqualTo(401);
        assertThat(statusFor(
                        REPLIES,
                        signed("JWT", "known", good().expirationTime(Date.from(now.plus(Duration.ofDays(365)))))))
                .isEqualTo(200);
    }

    private int statusFor(String path, String token) {
        return tidemark.with(token).get(path).status();
    }

    private String withRealm(Object realm) throws JOSEException {
        return signed("JWT", "known", good().claim("realm_access", realm));
    }

    private static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .subject("ann")
                .audience(AUDIENCE)
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private String signed(@Nullable String type, String keyId, JWTClaimsSet.Builder claims) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId);
        if (type != null) {
            header.type(new JOSEObjectType(type));
        }
        var token = new SignedJWT(header.build(), claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
