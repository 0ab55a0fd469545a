package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** POST /api/auth/token */
@ExtendWith(SharedTidemark.class)
class TokenSpecTest {

    private static final String TOKEN = "/api/auth/token";

    private final RunningTidemark tidemark;
    private final Caller anybody;

    TokenSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        anybody = tidemark.anybody();
    }

    @Test
    void gives_whoever_asks_a_token_that_is_good_for_an_hour() {
        var answer = anybody.post(TOKEN, "{\"user\":\"ann\"}").is(200);
        assertThat(answer.json().propertyNames()).containsExactly("access_token", "token_type", "expires_in");
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().get("expires_in").longValue()).isEqualTo(3600);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        tidemark.with(answer.text("access_token")).get(REPLIES).is(200);
    }

    @Test
    void token_names_the_user_and_the_roles() throws ParseException {
        var answer = anybody.post(TOKEN, "{\"user\":\" Ann Ö \",\"roles\":[\"admin\",\"auditor\"]}")
                .is(200);
        var claims = SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("Ann Ö");
        assertThat(claims.getStringListClaim("roles")).containsExactly("admin", "auditor");
        assertThat(claims.getExpirationTime()).isAfter(claims.getIssueTime());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"user\":null}",
                "{\"user\":\"\"}",
                "{\"user\":\" \"}",
                "{\"user\":\"a\\nb\"}",
                "{\"user\":\"\\u0085\"}",
                "{\"user\":\"tidemark\"}",
                "{\"user\":\"ann\\u200b\"}",
                "{\"user\":\"\\u202egro\"}",
                "{\"user\":\"e\\u0301\"}"
            })
    void user_who_is_none_is_refused(String body) {
        anybody.post(TOKEN, body).isProblem(400, "auth.user");
    }

    @Test
    void user_has_255_characters_at_most() {
        anybody.post(TOKEN, "{\"user\":\"%s\"}".formatted("👋".repeat(255))).is(200);
        anybody.post(TOKEN, "{\"user\":\"%s\"}".formatted("a".repeat(256))).isProblem(400, "auth.user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"Admin\"", "\"a b\"", "\"-a\"", "null", "\"a\",\"\""})
    void role_that_is_none_is_refused(String roles) {
        anybody.post(TOKEN, "{\"user\":\"ann\",\"roles\":[%s]}".formatted(roles))
                .isProblem(400, "auth.roles");
    }

    @Test
    void there_are_20_roles_of_50_characters_at_most() {
        anybody.post(TOKEN, roles(20, 50)).is(200);
        anybody.post(TOKEN, roles(21, 50)).isProblem(400, "auth.roles");
        anybody.post(TOKEN, roles(1, 51)).isProblem(400, "auth.roles");
    }

    @Test
    void users_of_any_name_have_things_of_their_own() {
        var names = List.of("o'neill", "a/b", "a b", "\\\"", "%00", "user:x", "日本", "👋");
        for (var name : names) {
            var caller = tidemark.with(anybody.signIn(name.replace("\\", "\\\\").replace("\"", "\\\"")));
            var created = caller.creates("of " + names.indexOf(name));
            assertThat(caller.getAfter(created, REPLIES).is(200).list("data")).hasSize(1);
            assertThat(caller.eventsUpTo(created)).hasSize(1);
        }
    }

    private static String roles(int count, int length) {
        var roles = IntStream.range(0, count)
                .mapToObj(i -> "\"" + Character.toString('a' + i) + "b".repeat(length - 1) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"user\":\"ann\",\"roles\":" + roles + "}";
    }
}
