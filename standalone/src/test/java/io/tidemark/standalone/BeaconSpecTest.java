package io.tidemark.standalone;

import static io.tidemark.standalone.Tabs.SESSIONS;
import static io.tidemark.standalone.Tabs.SYNC;
import static io.tidemark.standalone.Tabs.op;
import static io.tidemark.standalone.Tabs.start;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** POST /api/sync/sessions, as {@code navigator.sendBeacon} sends it: in plain text, with the token in the body. */
@ExtendWith(SharedTidemark.class)
class BeaconSpecTest {

    private static final String START = "\"operations\":[%s]".formatted(op("start", start("tab-1")));
    private static final String[] PLAIN = {"Content-Type", "text/plain;charset=UTF-8"};

    private final RunningTidemark tidemark;
    private final Caller ann;
    private final Caller anybody;
    private final byte[] key;

    BeaconSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        ann = tidemark.newUser();
        anybody = tidemark.anybody();
        key = tidemark.database()
                .sql("SELECT secret FROM issuer_key")
                .query(byte[].class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain;charset=UTF-8", "text/plain", "TEXT/Plain"})
    void operations_are_done_for_whom_the_token_names(String type) {
        var answer = anybody.post(SYNC, with(ann.token()), "Content-Type", type).is(200);
        var done = answer.list("results").get(0);
        assertThat(done.get("status").intValue()).isEqualTo(201);
        var session = SESSIONS + "/" + done.get("id").stringValue();
        var read = ann.get(session, "Tidemark-After", done.get("cursor").stringValue());
        assertThat(read.is(200).text("localId")).isEqualTo("tab-1");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void beacon_may_be_sent_by_a_foreign_page_that_is_known() {
        anybody.post(SYNC, with(ann.token()), "Content-Type", "text/plain", "Origin", RunningTidemark.EXTENSION)
                .is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{%s}",
                "{\"access_token\":null,%s}",
                "{\"access_token\":\"\",%s}",
                "{\"access_token\":\" \",%s}",
                "{\"access_token\":\"nonsense\",%s}",
                "{\"access_token\":\"a.b.c\",%s}"
            })
    void beacon_without_a_good_token_is_refused(String body) {
        assertRefused(body.formatted(START));
    }

    @Test
    void token_that_is_cut_expired_or_not_ours_is_refused() throws JOSEException {
        assertRefused(with(ann.token().substring(0, ann.token().length() - 2)));
        assertRefused(with(token(Instant.now().minusSeconds(1), "tidemark", key)));
        assertRefused(with(token(Instant.now().plusSeconds(60), "other", key)));
        var foreignKey = key.clone();
        Arrays.fill(foreignKey, (byte) 7);
        assertRefused(with(token(Instant.now().plusSeconds(60), "tidemark", foreignKey)));
        anybody.post(SYNC, with(token(Instant.now().plusSeconds(60), "tidemark", key)), PLAIN)
                .is(200);
    }

    @Test
    void token_that_names_nobody_is_refused() throws JOSEException {
        assertRefused(with(signed(
                new JWTClaimsSet.Builder()
                        .issuer("tidemark")
                        .audience("tidemark")
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build(),
                key)));
    }

    @Test
    void body_that_is_none_names_nobody() {
        assertRefused("");
        assertRefused("{}");
        assertRefused("null");
    }

    @Test
    void what_is_wrong_with_a_beacon_is_told() {
        anybody.post(SYNC, "{", PLAIN).isProblem(400, "json.malformed");
        anybody.post(SYNC, "[]", PLAIN).isProblem(400, "json.wrong-type");
        anybody.post(SYNC, "{\"access_token\":\"%s\"}".formatted(ann.token()), PLAIN)
                .isProblem(400, "session.operations");
        anybody.post(SYNC, "{\"what\":1}", PLAIN).isProblem(400, "json.unknown-field");
    }

    @Test
    void token_in_the_body_counts_nowhere_else() {
        anybody.post(SYNC, with(ann.token())).isProblem(401, "unauthenticated");
        anybody.post(SYNC, with(ann.token()), "Content-Type", "text/plainer").isProblem(401, "unauthenticated");
        anybody.post(SYNC, with(ann.token()), "Content-Type", "nonsense").isProblem(401, "unauthenticated");
        anybody.post(SESSIONS + "/start", with(ann.token()), PLAIN).isProblem(401, "unauthenticated");
        anybody.post(SYNC + "/", with(ann.token()), PLAIN).isProblem(401, "unauthenticated");
    }

    @Test
    void token_in_a_header_has_to_be_good_all_the_same() {
        tidemark.with("nonsense").post(SYNC, with(ann.token()), PLAIN).isProblem(401, "unauthenticated");
    }

    private void assertRefused(String body) {
        var answer = anybody.post(SYNC, body, PLAIN).isProblem(401, "unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    private static String with(String token) {
        return "{\"access_token\":\"%s\",%s}".formatted(token, START);
    }

    private String token(Instant expiry, String issuer, byte[] signingKey) throws JOSEException {
        return signed(
                new JWTClaimsSet.Builder()
                        .subject(ann.user())
                        .issuer(issuer)
                        .audience("tidemark")
                        .expirationTime(Date.from(expiry))
                        .build(),
                signingKey);
    }

    private static String signed(JWTClaimsSet claims, byte[] signingKey) throws JOSEException {
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(signingKey));
        return token.serialize();
    }
}
