package io.tidemark.edge;

import java.time.Clock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtGrantedAuthoritiesConverterAdapter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.security.web.server.header.StaticServerHttpHeadersWriter;
import reactor.core.publisher.Mono;

/** Everything needs a valid token, but for health, the built-in issuer and the static page. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    /**
     * In one: each writer by itself looks through all that an answer has already. An answer that came with one of these would
     * be given none of them.
     */
    private static final ServerHttpHeadersWriter THE_SAME_EVERYWHERE = StaticServerHttpHeadersWriter.builder()
            .header("X-Content-Type-Options", "nosniff")
            .header("X-Frame-Options", "DENY")
            .header("X-XSS-Protection", "0")
            .header("Content-Security-Policy", "default-src 'self'")
            .build();

    @Bean
    SecurityWebFilterChain securedByToken(
            ServerHttpSecurity http,
            ObjectProvider<ReactiveJwtDecoder> decoder,
            ProblemHandler problems,
            EdgeProperties properties,
            Clock clock) {
        var known = new KnownTokens(configured(decoder), clock, properties.auth());
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable) // A token in a header is never sent by a foreign page.
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(headers -> headers.contentTypeOptions(HeaderSpec.ContentTypeOptionsSpec::disable)
                        .frameOptions(HeaderSpec.FrameOptionsSpec::disable)
                        .xssProtection(HeaderSpec.XssProtectionSpec::disable)
                        .writer(THE_SAME_EVERYWHERE))
                .authorizeExchange(exchange -> exchange.anyExchange().access(new Access()))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .bearerTokenConverter(known)
                        .jwt(jwt -> jwt.jwtDecoder(known).jwtAuthenticationConverter(caller(properties))))
                .build();
    }

    /** The firewall looks at each header by regular expression: most are plain, which is seen sooner. */
    @Bean
    StrictServerWebExchangeFirewall firewall() {
        var firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowedHeaderNames(orPlain(StrictServerWebExchangeFirewall.ALLOWED_HEADER_NAMES));
        firewall.setAllowedHeaderValues(orPlain(StrictServerWebExchangeFirewall.ALLOWED_HEADER_VALUES));
        return firewall;
    }

    private static Predicate<String> orPlain(Predicate<String> allowed) {
        return text -> (text != null && WireText.isPrintableAscii(text)) || allowed.test(text);
    }

    /** Each filter would be wrapped for as long as the request lasts, which is ten minutes if it is for a stream. */
    @Bean
    SecurityObservationSettings notObserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    BodyToken bodyToken(ObjectProvider<ReactiveJwtDecoder> decoder, EdgeProperties properties) {
        var tokens = new JwtReactiveAuthenticationManager(configured(decoder));
        tokens.setJwtAuthenticationConverter(caller(properties));
        return new BodyToken(tokens);
    }

    private static ReactiveJwtDecoder configured(ObjectProvider<ReactiveJwtDecoder> decoder) {
        return decoder.getIfAvailable(() -> {
            throw new IllegalStateException("No issuer of tokens is configured. Set"
                    + " spring.security.oauth2.resourceserver.jwt.issuer-uri, or, for trying out,"
                    + " tidemark.auth.built-in-issuer=true");
        });
    }

    /** Every caller has a name: without one, nothing would be theirs. */
    private static Converter<Jwt, Mono<AbstractAuthenticationToken>> caller(EdgeProperties properties) {
        var withRoles = roles(properties);
        return token -> isName(token.getSubject())
                ? withRoles.convert(token)
                : Mono.error(new InvalidBearerTokenException("the token names no user"));
    }

    private static boolean isName(@Nullable String subject) {
        return subject != null && !subject.isBlank() && WireText.isClean(subject);
    }

    private static ReactiveJwtAuthenticationConverter roles(EdgeProperties properties) {
        var authorities = new JwtGrantedAuthoritiesConverter();
        authorities.setAuthoritiesClaimName(properties.auth().rolesClaim());
        authorities.setAuthorityPrefix("ROLE_");
        var converter = new ReactiveJwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(new ReactiveJwtGrantedAuthoritiesConverterAdapter(authorities));
        return converter;
    }
}
