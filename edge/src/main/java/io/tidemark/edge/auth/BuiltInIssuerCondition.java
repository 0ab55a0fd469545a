package io.tidemark.edge.auth;

import java.util.stream.Stream;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Whether the built-in issuer is on: {@code tidemark.auth.built-in-issuer} is {@code true}; or it is {@code auto} or
 * {@code insecure-anywhere} while no OIDC issuer is configured.
 */
public class BuiltInIssuerCondition implements Condition {

    /** The name of the setting. */
    public static final String SETTING = "tidemark.auth.built-in-issuer";

    /** The value under which the issuer is on at addresses that other machines reach. */
    public static final String ANYWHERE = "insecure-anywhere";

    private static final String OIDC = "spring.security.oauth2.resourceserver.jwt.";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return isOn(context.getEnvironment());
    }

    /** Whether the built-in issuer is on. */
    public static boolean isOn(Environment environment) {
        return switch (environment.getProperty(SETTING, "false")) {
            case "true" -> true;
            case "auto", ANYWHERE -> !hasOidcIssuer(environment);
            default -> false;
        };
    }

    /** Whether an OIDC issuer is configured. An empty variable of the environment configures none. */
    public static boolean hasOidcIssuer(Environment environment) {
        return Stream.of("issuer-uri", "jwk-set-uri", "public-key-location")
                .anyMatch(name -> StringUtils.hasText(environment.getProperty(OIDC + name)));
    }
}
