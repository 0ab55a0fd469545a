package io.tidemark.command.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.edge.auth.BuiltInIssuer;
import io.tidemark.edge.auth.BuiltInIssuerCondition;
import io.tidemark.edge.auth.claim.UserName;
import io.tidemark.edge.refusal.Refused;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Gives a token of the built-in issuer to whoever asks for one. */
@RestController
@Conditional(BuiltInIssuerCondition.class)
class TokenApi {

    static final String PATH = "/api/auth/token";

    private static final Pattern ROLE = Pattern.compile("[a-z][a-z-]{0,49}");
    private static final int MAX_ROLES = 20;

    private final BuiltInIssuer issuer;

    TokenApi(BuiltInIssuer issuer) {
        this.issuer = issuer;
    }

    record SignIn(@Nullable String user, @Nullable List<@Nullable String> roles) {}

    record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    @PostMapping(PATH)
    ResponseEntity<Token> signIn(@RequestBody SignIn body) {
        var token = issuer.issue(user(body.user()), roles(body.roles()));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Token(token, "Bearer", issuer.lifetime().toSeconds()));
    }

    private static String user(@Nullable String user) {
        if (user == null || !UserName.isOne(user.strip())) {
            throw Refused.invalid("auth.user", "user " + UserName.RULE);
        }
        return user.strip();
    }

    private static List<String> roles(@Nullable List<@Nullable String> roles) {
        if (roles == null) {
            return List.of();
        }
        if (roles.size() > MAX_ROLES
                || !roles.stream()
                        .allMatch(role -> role != null && ROLE.matcher(role).matches())) {
            throw Refused.invalid(
                    "auth.roles", "roles must be at most 20 names, each of 1 to 50 lower-case letters or hyphens");
        }
        return roles.stream().map(String::valueOf).toList();
    }
}
