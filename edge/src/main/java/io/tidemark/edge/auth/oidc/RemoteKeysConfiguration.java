package io.tidemark.edge.auth.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.JWKSecurityContext;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import io.tidemark.edge.auth.BuiltInIssuerCondition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties.Jwt;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The decoder of tokens whose keys the issuer publishes. It takes the place of Spring Boot's, which asks the issuer for its
 * keys for each token that names an unknown one, and keeps a withdrawn key until then.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(RemoteKeysConfiguration.AreUsed.class)
class RemoteKeysConfiguration {

    private static final Set<JWSAlgorithm> PUBLIC_KEY_ALGORITHMS = Stream.of(
                    JWSAlgorithm.Family.RSA, JWSAlgorithm.Family.EC)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** An OIDC issuer is used, and its keys are not in a file. */
    static class AreUsed implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            var environment = context.getEnvironment();
            return !BuiltInIssuerCondition.isOn(environment)
                    && Stream.of("issuer-uri", "jwk-set-uri")
                            .map("spring.security.oauth2.resourceserver.jwt."::concat)
                            .anyMatch(name -> StringUtils.hasText(environment.getProperty(name)));
        }
    }

    @Bean
    KeyTuning keyTuning() {
        return KeyTuning.DEFAULT;
    }

    @Bean
    IssuerKeys issuerKeys(OAuth2ResourceServerProperties properties, Clock clock, KeyTuning tuning) {
        var location = new KeyLocation(WebClient.create());
        var address = properties.getJwt().getJwkSetUri();
        var keys = address != null && !address.isBlank()
                ? location.at(address)
                : location.of(Objects.requireNonNull(properties.getJwt().getIssuerUri()));
        return new IssuerKeys(keys, clock, tuning);
    }

    @Bean
    ReactiveJwtDecoder outsideDecoder(
            OAuth2ResourceServerProperties properties,
            IssuerKeys keys,
            List<OAuth2TokenValidator<org.springframework.security.oauth2.jwt.Jwt>> validators) {
        var jwt = properties.getJwt();
        var decoder = NimbusReactiveJwtDecoder.withJwkSource(keys::of)
                .validateType(false) // One of the validators does that.
                .jwtProcessorCustomizer(processor -> processor.setJWSKeySelector(new JWSVerificationKeySelector<
                        JWKSecurityContext>(algorithms(jwt), new JWKSecurityContextJWKSet())))
                .build();
        var all = new ArrayList<>(validators);
        all.add(new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD, named -> named != null && !Collections.disjoint(named, jwt.getAudiences())));
        var issuer = jwt.getIssuerUri();
        if (issuer != null && !issuer.isBlank()) {
            all.add(new JwtIssuerValidator(issuer));
        }
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(all));
        return decoder;
    }

    /** As in Spring Boot: those that are configured for an address of keys, and any that fits a key of a known issuer. */
    private static Set<JWSAlgorithm> algorithms(Jwt jwt) {
        return StringUtils.hasText(jwt.getJwkSetUri())
                ? jwt.getJwsAlgorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet())
                : PUBLIC_KEY_ALGORITHMS;
    }
}
