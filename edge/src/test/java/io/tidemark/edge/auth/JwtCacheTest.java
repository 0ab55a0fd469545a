package io.tidemark.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.revocation.KnownRevocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;

class JwtCacheTest {

    private static final Instant START = Instant.parse("2026-11-20T09:30:00Z");
    private static final Instant END = START.plusSeconds(600);

    private Instant now = START;

    @Test
    void whose_a_good_token_is_is_known_from_then_on() {
        var tokens = tokens(10, Duration.ofHours(1));
        assertThat(tokens.callerWith("good")).isNull();
        var caller = tokens.convert(token("good", END)).block();
        assertThat(tokens.callerWith("good")).isSameAs(caller);
        assertThat(tokens.callerWith("other")).isNull();
    }

    @Test
    void one_that_has_ended_meanwhile_is_nobodys() {
        var tokens = tokens(10, Duration.ofHours(1));
        tokens.convert(token("good", END)).block();
        now = END.minusMillis(1);
        assertThat(tokens.callerWith("good")).isNotNull();
        now = END;
        assertThat(tokens.callerWith("good")).isNull();
    }

    @Test
    void one_that_names_nobody_is_not_remembered() {
        var tokens = tokens(10, Duration.ofHours(1));
        assertThatThrownBy(() -> tokens.convert(token("nobody's", END)).block())
                .isInstanceOf(InvalidBearerTokenException.class);
        assertThat(tokens.callerWith("nobody's")).isNull();
    }

    @Test
    void none_is_known_for_longer_than_it_may_be() {
        var tokens = tokens(10, Duration.ZERO);
        tokens.convert(token("good", END)).block();
        assertThat(tokens.callerWith("good")).isNull();
    }

    @Test
    void no_more_are_known_than_may_be() {
        var tokens = tokens(0, Duration.ofHours(1));
        tokens.convert(token("good", END)).block();
        await().untilAsserted(() -> assertThat(tokens.callerWith("good")).isNull());
    }

    @Test
    void one_with_many_roles_counts_as_several() {
        var tokens = tokens(100, Duration.ofHours(1));
        IntStream.range(0, 100)
                .forEach(i -> tokens.convert(token("of many roles " + i, END)).block());
        await().untilAsserted(() -> assertThat(
                        IntStream.range(0, 100).filter(i -> tokens.callerWith("of many roles " + i) != null))
                .hasSizeLessThan(10));
    }

    private JwtCache tokens(int max, Duration lasting) {
        var standing = new CallerStanding(new KnownRevocations(new Adjusted()));
        return new JwtCache(
                JwtCacheTest::callerOf,
                standing,
                new Adjusted(),
                new AuthProperties(Duration.ofHours(1), "roles", max, lasting));
    }

    private static Mono<JwtAuthenticationToken> callerOf(Jwt token) {
        return token.getTokenValue().equals("nobody's")
                ? Mono.error(new InvalidBearerTokenException("the token has no usable subject"))
                : Mono.just(new JwtAuthenticationToken(token, AuthorityUtils.createAuthorityList(roles(token)), "ann"));
    }

    private static String[] roles(Jwt token) {
        return IntStream.range(0, token.getTokenValue().startsWith("of many roles") ? 200 : 0)
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
    }

    private static Jwt token(String value, Instant end) {
        return Jwt.withTokenValue(value).header("alg", "none").expiresAt(end).build();
    }

    private class Adjusted extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
