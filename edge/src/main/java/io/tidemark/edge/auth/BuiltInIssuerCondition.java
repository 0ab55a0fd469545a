package io.tidemark.edge.auth;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether the built-in issuer is on: {@code tidemark.auth.built-in-issuer} is {@code true}, or {@code auto} while no OIDC
 * issuer is configured.
 */
public class BuiltInIssuerCondition implements Condition {

    private static final String OIDC = "spring.security.oauth2.resourceserver.jwt.";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        var environment = context.getEnvironment();
        var setting = environment.getProperty("tidemark.auth.built-in-issuer", "false");
        return setting.equals("true") || (setting.equals("auto") && !hasOidcIssuer(environment));
    }

    static boolean hasOidcIssuer(Environment environment) {
        return environment.containsProperty(OIDC + "issuer-uri")
                || environment.containsProperty(OIDC + "jwk-set-uri")
                || environment.containsProperty(OIDC + "public-key-location");
    }
}
