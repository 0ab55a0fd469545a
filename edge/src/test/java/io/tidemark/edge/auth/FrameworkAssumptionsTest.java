package io.tidemark.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall.ALLOWED_HEADER_NAMES;
import static org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall.ALLOWED_HEADER_VALUES;
import static org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall.ALLOWED_PARAMETER_NAMES;
import static org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall.ALLOWED_PARAMETER_VALUES;

import io.tidemark.db.revocation.KnownRevocations;
import io.tidemark.edge.json.WireJsonTest;
import io.tidemark.edge.limit.rate.UnauthenticatedLimit;
import io.tidemark.edge.problem.ProblemHandler;
import io.tidemark.edge.security.SecurityLog;
import io.tidemark.edge.security.SecurityLogs;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the fast path around Spring Security takes for granted about it: it may let a request pass only if Spring Security
 * would, and has to answer with the same headers. Each failure says what to look at after an upgrade.
 */
class FrameworkAssumptionsTest {

    private static final String FIREWALL = "Spring Security's firewall refuses what SafeRequestMatcher calls safe."
            + " Make SafeRequestMatcher stricter, or the fast path lets in what the firewall would not";

    @Test
    void firewall_accepts_every_path_that_is_safe() {
        var paths = characters()
                .flatMap(c -> Stream.of("/" + c, "/a" + c, "/a" + c + "/b", "/" + c + "/", "/a/" + c + c))
                .filter(SafeRequestMatcher::isPlainPath);
        assertThat(paths)
                .isNotEmpty()
                .allSatisfy(path ->
                        assertThatFirewallAccepts(MockServerHttpRequest.method(HttpMethod.GET, URI.create(path))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PATCH", "DELETE"})
    void firewall_accepts_every_method_that_is_safe(String method) {
        assertThatFirewallAccepts(MockServerHttpRequest.method(HttpMethod.valueOf(method), URI.create("/")));
    }

    @Test
    void firewall_accepts_every_character_of_a_safe_query() {
        assertThat(characters().filter(SafeRequestMatcher::isPlainQuery))
                .as(FIREWALL)
                .allMatch(ALLOWED_PARAMETER_NAMES)
                .allMatch(ALLOWED_PARAMETER_VALUES);
    }

    @Test
    void firewall_accepts_every_character_of_a_safe_header() {
        assertThat(IntStream.rangeClosed(' ', '~').mapToObj(Character::toString))
                .as(FIREWALL)
                .allMatch(ALLOWED_HEADER_NAMES)
                .allMatch(ALLOWED_HEADER_VALUES);
    }

    private static Stream<String> characters() {
        return IntStream.rangeClosed(0, 0x2100).mapToObj(Character::toString);
    }

    private static void assertThatFirewallAccepts(MockServerHttpRequest.BaseBuilder<?> request) {
        var exchange = MockServerWebExchange.from(request.build());
        var firewall = new StrictServerWebExchangeFirewall();
        assertThatCode(() -> firewall.getFirewalledExchange(exchange).block())
                .as(FIREWALL)
                .doesNotThrowAnyException();
    }

    @Test
    void headers_are_those_of_spring_security_and_two_more() {
        var theirs = new TreeMap<>(headersOf(Defaults.class));
        theirs.put("Content-Security-Policy", "default-src 'self'");
        theirs.put("Referrer-Policy", "no-referrer");
        assertThat(headersOf(SecurityConfiguration.class))
                .as("Spring Security writes other headers by default. SecurityHeaders writes them instead; decide which"
                        + " of the new ones it writes")
                .isEqualTo(theirs);
    }

    @Test
    void fast_path_knows_every_filter_that_it_passes_by() {
        assertThat(filtersOf(SecurityConfiguration.class))
                .as("Spring Security has other filters. CachedTokenFilter has to do for a request what each filter does"
                        + " for one that it lets in; decide what the new ones mean for it")
                .extracting(filter -> filter.getClass().getSimpleName())
                .containsExactly(
                        "ServerWebExchangeReactorContextWebFilter",
                        "HttpHeaderWriterWebFilter",
                        "ReactorContextWebFilter",
                        "AuthenticationWebFilter",
                        "SecurityContextServerWebExchangeWebFilter",
                        "ServerRequestCacheWebFilter",
                        "ExceptionTranslationWebFilter",
                        "AuthorizationWebFilter");
    }

    /** Spring Security as it is by itself. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebFluxSecurity
    static class Defaults {

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.headers(Customizer.withDefaults()).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(basePackageClasses = ProblemHandler.class)
    static class Problems {}

    private static Map<String, String> headersOf(Class<?> configuration) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("https://localhost/"));
        filtersOf(configuration).stream()
                .filter(HttpHeaderWriterWebFilter.class::isInstance)
                .forEach(filter ->
                        filter.filter(exchange, filtered -> Mono.empty()).block());
        exchange.getResponse().setComplete().block();
        return new TreeMap<>(exchange.getResponse().getHeaders().toSingleValueMap());
    }

    private static List<WebFilter> filtersOf(Class<?> configuration) {
        var filters = new ArrayList<WebFilter>();
        new ReactiveWebApplicationContextRunner()
                .withUserConfiguration(configuration, Problems.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(SecurityLog.class, SecurityLogs::withoutRoutes)
                .withBean(KnownRevocations.class, () -> new KnownRevocations(Clock.systemUTC()))
                .withBean(UnauthenticatedLimit.class, () -> request -> Optional.empty())
                .withBean(JsonMapper.class, WireJsonTest::mapper)
                .withBean(ReactiveJwtDecoder.class, () -> token -> Mono.error(new BadJwtException("none is good")))
                .run(context -> context.getBean(SecurityWebFilterChain.class)
                        .getWebFilters()
                        .doOnNext(filters::add)
                        .blockLast());
        return filters;
    }
}
