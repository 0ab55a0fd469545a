package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in. */
@ExtendWith(SharedTidemark.class)
class SecuritySpecTest {

    private final RunningTidemark tidemark;
    private final byte[] key;

    SecuritySpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        key = tidemark.database()
                .sql("SELECT secret FROM issuer_key")
                .query(byte[].class)
                .single();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/saved-replies",
        "POST, /api/saved-replies",
        "GET, /api/saved-replies/6f1c2d4e-0000-4000-8000-000000000001",
        "PATCH, /api/saved-replies/6f1c2d4e-0000-4000-8000-000000000001",
        "DELETE, /api/saved-replies/6f1c2d4e-0000-4000-8000-000000000001",
        "GET, /api/snapshot",
        "GET, /api/changes",
        "GET, /api/stream",
        "GET, /api/auth/token",
        "DELETE, /api/auth/token",
        "GET, /actuator",
        "GET, /actuator/info",
        "GET, /actuator/env",
        "GET, /error",
        "POST, /",
        "GET, /nothing/here"
    })
    void everything_needs_a_token(String method, String path) {
        var answer = tidemark.anybody().sendSoon(method, path, HELLO).join().isProblem(401, "unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void health_needs_none(String path) {
        assertThat(tidemark.anybody().get(path).is(200).text("status")).isEqualTo("UP");
    }

    /** A client that sends its token with every request has to get a new one after the old one has expired. */
    @ParameterizedTest
    @ValueSource(strings = {"Bearer bad", "Bearer ", "Basic YW5uOmFubg==", "nonsense"})
    void what_needs_no_token_ignores_a_bad_one(String authorization) {
        for (var path : List.of("/actuator/health", "/actuator/health/readiness", "/", "/index.html", "/app.js")) {
            var request = "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: %s\r\n\r\n";
            assertThat(RawHttp.status(tidemark.port(), request.formatted(path, authorization)))
                    .as(path)
                    .isEqualTo(200);
        }
        tidemark.anybody()
                .post("/api/auth/token", "{\"user\":\"ann\"}", "Authorization", authorization)
                .is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/app.js", "/actuator/health"})
    void head_of_what_needs_no_token_needs_none(String path) {
        tidemark.anybody().send("HEAD", path, BodyPublishers.noBody()).is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html"})
    void the_static_page_needs_none(String path) {
        assertThat(tidemark.anybody().get(path).is(200).header("Content-Type")).startsWith("text/html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/prometheus",
                "/actuator/healthy",
                "/api/dashboard",
                "/api/admin/dead-letters",
                "/api/audit/replays",
                "/api/audit/replays/1"
            })
    void some_of_it_is_for_admins(String path) {
        tidemark.newUser().get(path).isProblem(403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER"})
    void the_scheme_may_be_written_otherwise(String scheme) throws JOSEException {
        var token = signed(good().build(), key);
        for (int twice = 0; twice < 2; twice++) {
            tidemark.anybody()
                    .get(REPLIES, "Authorization", scheme + " " + token)
                    .is(200);
        }
    }

    /** From the second time on the token is known, and another way is taken; only a plain request may take it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/saved-replies",
                "/api/saved-replies?limit=1",
                "/api/saved-replies?limit=%2e",
                "/api/admin/dead-letters",
                "/actuator/health",
                "/nothing/here",
                "/api//saved-replies",
                "/api/saved-replies%2f",
                "/api/./saved-replies"
            })
    void whoever_is_known_is_answered_as_whoever_is_not(String path) {
        var user = tidemark.newUser();
        var unknown = user.get(path);
        user.get(REPLIES).is(200);
        var known = user.get(path);
        assertThat(known.status()).isEqualTo(unknown.status());
        assertThat(known.headers().map()).isEqualTo(unknown.headers().map());
    }

    @Test
    void what_the_built_in_issuer_would_sign_is_accepted() throws JOSEException {
        assertThat(statusFor(signed(good().build(), key))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "=", "eyJhbGciOiJIUzI1NiJ9.e30.", "%00", "..", "two words"})
    void what_is_no_token_is_refused(String token) {
        tidemark.with(token).get(REPLIES).isProblem(401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YW5uOmFubg==", "Token x"})
    void another_kind_of_authorization_is_refused(String header) {
        tidemark.anybody().get(REPLIES, "Authorization", header).isProblem(401, "unauthenticated");
    }

    @Test
    void expired_token_is_refused() throws JOSEException {
        var ended = Date.from(Instant.now().minusSeconds(1));
        assertThat(statusFor(signed(good().expirationTime(ended).build(), key))).isEqualTo(401);
    }

    @Test
    void token_of_tomorrow_is_refused() throws JOSEException {
        var tomorrow = Date.from(Instant.now().plusSeconds(86_400));
        assertThat(statusFor(signed(good().notBeforeTime(tomorrow).build(), key)))
                .isEqualTo(401);
    }

    @Test
    void token_that_somebody_else_signed_is_refused() throws JOSEException {
        assertThat(statusFor(signed(good().build(), new byte[32]))).isEqualTo(401);
    }

    @Test
    void token_that_nobody_signed_is_refused() {
        assertThat(statusFor(new PlainJWT(good().build()).serialize())).isEqualTo(401);
    }

    @Test
    void token_whose_claims_were_changed_is_refused() throws JOSEException {
        var mine = signed(good().build(), key).split("\\.", -1);
        var others = signed(good().subject("eve").build(), key).split("\\.", -1);
        assertThat(statusFor(mine[0] + "." + others[1] + "." + mine[2])).isEqualTo(401);
    }

    @Test
    void token_of_another_issuer_is_refused() throws JOSEException {
        assertThat(statusFor(signed(good().issuer("https://id.example.com").build(), key)))
                .isEqualTo(401);
        assertThat(statusFor(signed(good().issuer(null).build(), key))).isEqualTo(401);
    }

    @Test
    void token_without_a_subject_is_refused() throws JOSEException {
        assertThat(statusFor(signed(good().subject(null).build(), key))).isEqualTo(401);
        assertThat(statusFor(signed(good().subject("").build(), key))).isEqualTo(401);
    }

    @Test
    void token_for_somebody_else_is_refused() throws JOSEException {
        assertThat(statusFor(signed(good().audience("another-app").build(), key)))
                .isEqualTo(401);
        assertThat(statusFor(signed(good().audience((String) null).build(), key)))
                .isEqualTo(401);
        assertThat(statusFor(signed(
                        good().audience(List.of("another-app", "tidemark")).build(), key)))
                .isEqualTo(200);
    }

    @Test
    void token_without_an_end_is_refused() throws JOSEException {
        assertThat(statusFor(signed(good().expirationTime(null).build(), key))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/saved-replies", "/api/snapshot", "/api/changes", "/api/stream/"})
    void token_in_the_address_counts_for_nothing_but_streams(String path) throws JOSEException {
        tidemark.anybody()
                .get(path + "?access_token=" + signed(good().build(), key))
                .isProblem(401, "unauthenticated");
    }

    @Test
    void bad_token_in_the_address_of_a_stream_is_refused() {
        tidemark.anybody().get("/api/stream?access_token=x").isProblem(401, "unauthenticated");
        tidemark.anybody().get("/api/stream?access_token=").isProblem(401, "unauthenticated");
    }

    @Test
    void bad_token_in_the_header_is_not_made_good_by_the_address() throws JOSEException {
        tidemark.with("x")
                .get("/api/stream?access_token=" + signed(good().build(), key))
                .isProblem(401, "unauthenticated");
    }

    private int statusFor(String token) {
        var answer = tidemark.with(token).get(REPLIES);
        return answer.status() == 200
                ? 200
                : answer.isProblem(401, "unauthenticated").status();
    }

    static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer("tidemark")
                .audience("tidemark")
                .subject("ann")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    static String signed(JWTClaimsSet claims, byte[] key) throws JOSEException {
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(key));
        return token.serialize();
    }
}
