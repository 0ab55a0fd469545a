package io.tidemark.edge.auth;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/**
 * The built-in issuer and the decoder of its tokens. The key is in the database, so all processes on it accept them.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(BuiltInIssuerCondition.class)
class BuiltInIssuerConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(BuiltInIssuerConfiguration.class);
    private static final int KEY_BYTES = 32;

    @Bean
    SecretKey issuerKey(JdbcClient jdbc) {
        var fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        jdbc.sql("INSERT INTO issuer_key (secret) VALUES (?) ON CONFLICT DO NOTHING")
                .params(fresh)
                .update();
        var secret =
                jdbc.sql("SELECT secret FROM issuer_key").query(byte[].class).single();
        LOG.warn("The built-in token issuer is enabled: anyone who can reach this server can sign in as any user."
                + " Set spring.security.oauth2.resourceserver.jwt.issuer-uri to use your own issuer.");
        return new SecretKeySpec(secret, "HmacSHA256");
    }

    @Bean
    BuiltInIssuer builtInIssuer(SecretKey issuerKey, Clock clock, AuthProperties properties, Supplier<UUID> ids) {
        return new BuiltInIssuer(issuerKey, clock, properties.tokenLifetime(), properties.rolesClaim(), ids);
    }

    @Bean
    ReactiveJwtDecoder builtInDecoder(SecretKey issuerKey, Clock clock) {
        var notExpired = new JwtTimestampValidator(Duration.ZERO);
        notExpired.setClock(clock);
        notExpired.setAllowEmptyExpiryClaim(false);
        var decoder = NimbusReactiveJwtDecoder.withSecretKey(issuerKey).build();
        // The default validator parses the issuer's name as a URL, which takes longer than all the rest.
        decoder.setClaimSetConverter(
                MappedJwtClaimSetConverter.withDefaults(Map.of(JwtClaimNames.ISS, issuer -> issuer)));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                notExpired, new JwtIssuerValidator(BuiltInIssuer.NAME), new JwtAudienceValidator(BuiltInIssuer.NAME)));
        return decoder;
    }
}
