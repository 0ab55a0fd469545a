package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static io.tidemark.standalone.SecuritySpecTest.good;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the claims of a signed token may be, and how long a token may be. */
@ExtendWith(SharedTidemark.class)
class TokenClaimsSpecTest {

    private static final int MAX_TOKEN = 12 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningTidemark tidemark;
    private final byte[] key;

    TokenClaimsSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        key = tidemark.database()
                .sql("SELECT secret FROM issuer_key")
                .query(byte[].class)
                .single();
    }

    /** A signature says nothing of the shape of what is signed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "roles | [1]",
                "roles | [null]",
                "roles | [[\"admin\"]]",
                "roles | [{\"name\":\"admin\"}]",
                "roles | {\"admin\":true}",
                "roles | 1",
                "roles | true",
                "sub   | {}",
                "sub   | [\"ann\"]",
                "sub   | \"a\\u0000b\"",
                "sub   | \"a\\nb\"",
                "sub   | \" \"",
                "sub   | \"\\ud83d\"",
                "iss   | 1",
                "iss   | [\"tidemark\"]",
                "aud   | 1",
                "aud   | {}",
                "aud   | [1]",
                "exp   | \"tomorrow\"",
                "exp   | {}",
                "exp   | -1",
                "nbf   | \"yesterday\"",
                "exp   | 99999999999999999999",
                "exp   | 999999999999999",
                "iat   | []"
            })
    void claim_of_a_wrong_shape_is_refused_everywhere(String claim, String value) throws JOSEException {
        var token = signed(with(claim, value), key);
        for (var path : List.of(REPLIES, "/api/stream", "/api/dashboard", "/api/admin/dead-letters")) {
            tidemark.with(token).get(path).isProblem(401, "unauthenticated");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tidemark", "ann\u200b", "\u202egro", "e\u0301", "\uff41nn", "ann "})
    void name_that_could_be_taken_for_another_is_refused_with_the_reason(String name) throws JOSEException {
        var token = SecuritySpecTest.signed(good().subject(name).build(), key);
        var refused = tidemark.with(token).get(REPLIES).isProblem(401, "unauthenticated");
        assertThat(refused.text("detail")).startsWith("the subject of the access token must have 1 to 255 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "[\"admin\"]", "\"admin auditor\"", "\"\"", "[\"\"]", "[\"Role of theirs\"]"})
    void roles_may_be_a_list_a_text_or_none(String roles) throws JOSEException {
        assertThat(statusFor(signed(with("roles", roles), key))).isEqualTo(200);
    }

    @Test
    void name_and_roles_are_bounded() throws JOSEException {
        assertThat(statusFor(
                        SecuritySpecTest.signed(good().subject("n".repeat(255)).build(), key)))
                .isEqualTo(200);
        assertThat(statusFor(
                        SecuritySpecTest.signed(good().subject("n".repeat(256)).build(), key)))
                .isEqualTo(401);
        assertThat(statusFor(SecuritySpecTest.signed(
                        good().claim("roles", List.of("r".repeat(255))).build(), key)))
                .isEqualTo(200);
        assertThat(statusFor(SecuritySpecTest.signed(
                        good().claim("roles", List.of("r".repeat(256))).build(), key)))
                .isEqualTo(401);
        assertThat(statusFor(SecuritySpecTest.signed(
                        good().claim("roles", Collections.nCopies(1_000, "r")).build(), key)))
                .isEqualTo(200);
        assertThat(statusFor(SecuritySpecTest.signed(
                        good().claim("roles", Collections.nCopies(1_001, "r")).build(), key)))
                .isEqualTo(401);
    }

    @Test
    void longest_name_has_things_of_its_own() throws JOSEException {
        var caller = tidemark.with(
                SecuritySpecTest.signed(good().subject("日".repeat(255)).build(), key));
        assertThat(caller.eventsUpTo(caller.creates("of the longest name"))).isNotEmpty();
    }

    @Test
    void token_may_be_as_long_in_a_header_as_in_an_address() throws JOSEException {
        for (int length : List.of(11_500, MAX_TOKEN)) {
            var token = signedToLength(length);
            tidemark.with(token).get(REPLIES, "X-Other", "x".repeat(8_000)).is(200);
            assertThat(RawHttp.status(tidemark.port(), streamRequest(token))).isEqualTo(200);
        }
    }

    @Test
    void longer_token_is_refused_in_both_and_a_page_can_read_it() throws JOSEException {
        var token = signedToLength(MAX_TOKEN + 1);
        var refused = tidemark.with(token).get(REPLIES, "Origin", RunningTidemark.PAGE);
        assertThat(refused.isProblem(431, "token.too-long").header("Access-Control-Allow-Origin"))
                .isEqualTo(RunningTidemark.PAGE);
        var answer = RawHttp.answer(tidemark.port(), streamRequest(token));
        assertThat(answer).startsWith("HTTP/1.1 431 ").contains("token.too-long");
        assertThat(answer).contains("Access-Control-Allow-Origin: " + RunningTidemark.PAGE);
        tidemark.with(token).get("/actuator/health").is(200);
    }

    private static String streamRequest(String token) {
        return "GET /api/stream?access_token=%s HTTP/1.1\r\nHost: localhost\r\nOrigin: %s\r\n\r\n"
                .formatted(token, RunningTidemark.PAGE);
    }

    /** A token of just so many characters. */
    private String signedToLength(int length) throws JOSEException {
        for (int padding = length / 4 * 3 - 400; ; padding++) {
            var token = SecuritySpecTest.signed(
                    good().claim("padding", "x".repeat(padding)).build(), key);
            if (token.length() >= length) {
                assertThat(token).hasSize(length);
                return token;
            }
        }
    }

    /** A payload of any shape, which no library would write. */
    private static Payload with(String claim, String json) {
        var claims = new HashMap<>(good().build().toJSONObject());
        claims.remove(claim);
        return new Payload(
                JSON.writeValueAsString(claims).replaceFirst("}$", ",\"%s\":".formatted(claim)) + json + "}");
    }

    private int statusFor(String token) {
        return tidemark.with(token).get(REPLIES).status();
    }

    private static String signed(Payload payload, byte[] key) throws JOSEException {
        var token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), payload);
        token.sign(new MACSigner(key));
        return token.serialize();
    }
}
