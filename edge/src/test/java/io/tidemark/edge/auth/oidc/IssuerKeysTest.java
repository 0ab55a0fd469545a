package io.tidemark.edge.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The keys of an issuer that answers over HTTP, or does not. */
class IssuerKeysTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final KeyTuning USUAL = new KeyTuning(LONG, SHORT, LONG, LONG, Duration.ofSeconds(5));

    private final HttpServer issuer;
    private final String address;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicInteger readings = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;

    IssuerKeysTest() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", this::answer);
        issuer.start();
        address = "http://localhost:" + issuer.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        readings.incrementAndGet();
        try {
            TimeUnit.NANOSECONDS.sleep(delay.toNanos());
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
        var body = answers.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void unknown_keys_share_one_reading() throws JOSEException {
        publish("a");
        var keys = keys(USUAL);
        assertThat(found(keys, "a")).hasSize(1);
        for (int i = 0; i < 200; i++) {
            assertThat(found(keys, "made-up-" + i)).isEmpty();
        }
        assertThat(readings).hasValue(1);
    }

    @Test
    void key_of_today_is_found_when_the_interval_is_over() throws JOSEException {
        publish("a");
        var keys = keys(new KeyTuning(SHORT, SHORT, LONG, LONG, LONG));
        assertThat(found(keys, "b")).isEmpty();
        publish("a", "b");
        await().untilAsserted(() -> assertThat(found(keys, "b")).hasSize(1));
    }

    @Test
    void withdrawn_key_is_gone_after_a_while() throws JOSEException {
        publish("a");
        var keys = keys(new KeyTuning(SHORT, SHORT, SHORT, LONG, LONG));
        assertThat(found(keys, "a")).hasSize(1);
        publish("b");
        await().untilAsserted(() -> assertThat(found(keys, "a")).isEmpty());
    }

    @Test
    void known_key_needs_no_issuer() throws JOSEException {
        publish("a");
        var keys = keys(new KeyTuning(SHORT, SHORT, SHORT, SHORT, SHORT));
        await().untilAsserted(() -> assertThat(found(keys, "a")).hasSize(1));
        issuer.stop(0);
        await().untilAsserted(() -> assertThatThrownBy(() -> found(keys, "b")).isInstanceOf(RuntimeException.class));
        assertThat(found(keys, "a")).hasSize(1);
    }

    @Test
    void slow_issuer_delays_only_what_needs_it_and_not_for_long() throws JOSEException {
        publish("a");
        var keys = keys(new KeyTuning(SHORT, SHORT, SHORT, LONG, Duration.ofMillis(500)));
        assertThat(found(keys, "a")).hasSize(1);
        delay = Duration.ofSeconds(2);
        await().during(SHORT).until(() -> true);
        long started = System.nanoTime();
        assertThat(found(keys, "a")).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(400));
        assertThatThrownBy(() -> found(keys, "b")).hasMessageContaining("500ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/realms/shop/.well-known/openid-configuration",
                "/.well-known/openid-configuration/realms/shop",
                "/.well-known/oauth-authorization-server/realms/shop"
            })
    void issuer_says_where_its_keys_are(String metadata) throws JOSEException {
        publish("a");
        var name = address + "/realms/shop";
        answers.put(metadata, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(name, address));
        assertThat(found(new IssuerKeys(location().of(name), Clock.systemUTC(), USUAL), "a"))
                .hasSize(1);
    }

    @Test
    void metadata_of_another_issuer_are_not_believed() throws JOSEException {
        publish("a");
        answers.put(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"https://evil.example\",\"jwks_uri\":\"%s/keys\"}".formatted(address));
        var keys = new IssuerKeys(location().of(address), Clock.systemUTC(), USUAL);
        assertThatThrownBy(() -> found(keys, "a")).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    private void publish(String... ids) throws JOSEException {
        var keys = new ArrayList<JWK>();
        for (var id : ids) {
            ECKey key = new ECKeyGenerator(Curve.P_256).keyID(id).generate();
            keys.add(key.toPublicJWK());
        }
        answers.put("/keys", new JWKSet(keys).toString());
    }

    private KeyLocation location() {
        return new KeyLocation(WebClient.create());
    }

    private IssuerKeys keys(KeyTuning tuning) {
        return new IssuerKeys(location().at(address + "/keys"), Clock.systemUTC(), tuning);
    }

    private static List<JWK> found(IssuerKeys keys, String id) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(id).build();
        Mono<List<JWK>> all = keys.of(new SignedJWT(header, new JWTClaimsSet.Builder().build()))
                .collectList();
        return all.toFuture().join();
    }
}
