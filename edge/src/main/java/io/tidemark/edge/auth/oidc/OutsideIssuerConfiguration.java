package io.tidemark.edge.auth.oidc;

import io.tidemark.edge.auth.BuiltInIssuerCondition;
import io.tidemark.edge.setting.Settings;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

/** Checks of an OIDC issuer's tokens besides signature, issuer and audience. */
@Configuration(proxyBeanMethods = false)
@Conditional(OutsideIssuerConfiguration.IsUsed.class)
@EnableConfigurationProperties(OAuth2ResourceServerProperties.class)
class OutsideIssuerConfiguration {

    /** An issuer is configured, and the built-in one is off. */
    static class IsUsed implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return BuiltInIssuerCondition.hasOidcIssuer(context.getEnvironment())
                    && !BuiltInIssuerCondition.isOn(context.getEnvironment());
        }
    }

    OutsideIssuerConfiguration(OAuth2ResourceServerProperties properties) {
        var audiences = properties.getJwt().getAudiences();
        new Settings("spring.security.oauth2.resourceserver.jwt")
                .require(
                        audiences.stream().anyMatch(audience -> !audience.isBlank()),
                        "audiences",
                        String.join(",", audiences),
                        "an issuer also signs tokens for other applications, so this setting must name the audience"
                                + " (aud) of the tokens that are meant for Tidemark");
    }

    /** RFC 9068 calls an access token {@code at+jwt}; most issuers say {@code JWT} or nothing. */
    @Bean
    OAuth2TokenValidator<Jwt> typesOfTokens() {
        var types = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        types.setAllowEmpty(true);
        return types;
    }

    @Bean
    OAuth2TokenValidator<Jwt> endOfTokens(Clock clock) {
        var times = new JwtTimestampValidator();
        times.setClock(clock);
        times.setAllowEmptyExpiryClaim(false);
        return times;
    }
}
