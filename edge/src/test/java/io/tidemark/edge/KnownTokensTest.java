package io.tidemark.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;

class KnownTokensTest {

    private static final Instant START = Instant.parse("2026-11-20T09:30:00Z");
    private static final Instant END = START.plusSeconds(600);

    private final List<String> lookedAt = new ArrayList<>();
    private Instant now = START;

    @Test
    void a_good_token_is_looked_at_once() {
        var tokens = tokens(10, Duration.ofHours(1));
        assertThat(tokens.decode("good").block()).isSameAs(tokens.decode("good").block());
        assertThat(lookedAt).containsExactly("good");
    }

    @Test
    void one_that_has_ended_meanwhile_is_looked_at_again() {
        var tokens = tokens(10, Duration.ofHours(1));
        tokens.decode("good").block();
        now = END;
        tokens.decode("good").block();
        assertThat(lookedAt).containsExactly("good", "good");
    }

    @Test
    void one_that_is_not_good_is_looked_at_each_time() {
        var tokens = tokens(10, Duration.ofHours(1));
        assertThatThrownBy(() -> tokens.decode("bad").block()).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("bad").block()).isInstanceOf(BadJwtException.class);
        assertThat(lookedAt).containsExactly("bad", "bad");
    }

    @Test
    void none_is_known_for_longer_than_it_may_be() {
        var tokens = tokens(10, Duration.ZERO);
        tokens.decode("good").block();
        tokens.decode("good").block();
        assertThat(lookedAt).containsExactly("good", "good");
    }

    @Test
    void one_that_is_known_is_taken_from_the_header_as_it_is() {
        var tokens = tokens(10, Duration.ofHours(1));
        tokens.decode("good").block();
        assertThat(tokenIn(tokens, "Bearer good")).isEqualTo("good");
    }

    @Test
    void one_that_is_not_has_to_be_well_formed() {
        var tokens = tokens(10, Duration.ofHours(1));
        tokens.decode("good").block();
        assertThat(tokenIn(tokens, "Bearer other")).isEqualTo("other");
        assertThatThrownBy(() -> tokenIn(tokens, "Bearer good ")).isInstanceOf(OAuth2AuthenticationException.class);
        assertThatThrownBy(() -> tokenIn(tokens, "Bearer g\u00f6\u00f6d"))
                .isInstanceOf(OAuth2AuthenticationException.class);
    }

    private static @Nullable Object tokenIn(KnownTokens tokens, String header) {
        var request = MockServerHttpRequest.get("/").header(HttpHeaders.AUTHORIZATION, header);
        return tokens.convert(MockServerWebExchange.from(request))
                .mapNotNull(Authentication::getCredentials)
                .block();
    }

    private KnownTokens tokens(int max, Duration lasting) {
        return new KnownTokens(
                this::look, new Adjusted(), new EdgeProperties.Auth(Duration.ofHours(1), "roles", max, lasting));
    }

    private Mono<Jwt> look(String token) {
        lookedAt.add(token);
        return token.equals("good")
                ? Mono.just(Jwt.withTokenValue(token)
                        .header("alg", "none")
                        .expiresAt(END)
                        .build())
                : Mono.error(new BadJwtException("it is not good"));
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
