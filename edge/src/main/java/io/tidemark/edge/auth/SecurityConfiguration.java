package io.tidemark.edge.auth;

import io.tidemark.db.revocation.KnownRevocations;
import io.tidemark.edge.auth.claim.CallerFromClaims;
import io.tidemark.edge.problem.ProblemHandler;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;

/** Everything needs a valid token, unless a rule says otherwise. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(AuthProperties.class)
class SecurityConfiguration {

    @Bean
    SecurityHeaders fixedHeaders() {
        return new SecurityHeaders();
    }

    @Bean
    CallerStanding callerStanding(KnownRevocations revocations) {
        return new CallerStanding(revocations);
    }

    @Bean
    JwtCache knownTokens(AuthProperties properties, CallerStanding standing, Clock clock) {
        return new JwtCache(new CallerFromClaims(properties.rolesClaim(), clock), standing, clock, properties);
    }

    @Bean
    AccessRules accessRules(ObjectProvider<AccessRule> ofSlices) {
        return new AccessRules(ofSlices.orderedStream().toList());
    }

    /** Puts the fast path in front of Spring Security's filter, in its place in the order, unless it is turned off. */
    @Bean
    static BeanPostProcessor knownCallersFirst(
            ObjectProvider<JwtCache> tokens,
            ObjectProvider<AccessRules> rules,
            ObjectProvider<SecurityHeaders> headers,
            ObjectProvider<AuthProperties> properties) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof WebFilterChainProxy security
                                && properties.getObject().cachesTokens()
                        ? new CachedTokenFilter(tokens.getObject(), rules.getObject(), headers.getObject(), security)
                        : bean;
            }
        };
    }

    @Bean
    SecurityWebFilterChain securedByToken(
            ServerHttpSecurity http,
            ObjectProvider<ReactiveJwtDecoder> decoder,
            ProblemHandler problems,
            SecurityHeaders headers,
            AccessRules rules,
            JwtCache jwtCache) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable) // A page of another origin cannot send the header.
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(HeaderSpec::disable)
                .addFilterAt(new HttpHeaderWriterWebFilter(headers), SecurityWebFiltersOrder.HTTP_HEADERS_WRITER)
                .authorizeExchange(exchange -> exchange.anyExchange().access(rules))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .bearerTokenConverter(new RequestToken(rules))
                        .jwt(jwt -> jwt.jwtDecoder(configured(decoder)).jwtAuthenticationConverter(jwtCache)))
                .build();
    }

    /** Spring would keep an observation per filter until the request ends, which for a stream takes ten minutes. */
    @Bean
    SecurityObservationSettings notObserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    BodyToken bodyToken(ObjectProvider<ReactiveJwtDecoder> decoder, JwtCache jwtCache) {
        var tokens = new JwtReactiveAuthenticationManager(configured(decoder));
        tokens.setJwtAuthenticationConverter(jwtCache);
        return new BodyToken(tokens);
    }

    private static ReactiveJwtDecoder configured(ObjectProvider<ReactiveJwtDecoder> decoder) {
        var chosen = decoder.getIfAvailable(() -> {
            throw new IllegalStateException("No token issuer is configured. Set"
                    + " spring.security.oauth2.resourceserver.jwt.issuer-uri or, to try it out,"
                    + " tidemark.auth.built-in-issuer=true");
        });
        return token -> chosen.decode(token)
                .onErrorMap(
                        failure -> !(failure instanceof JwtException),
                        unreachable ->
                                new AuthenticationServiceException("no key to verify a token with", unreachable));
    }
}
