package io.tidemark.command.auth;

import io.tidemark.command.dispatch.pool.CommandPool;
import io.tidemark.db.revocation.Revocations;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Signs the caller's token out: it and its streams end now, at all processes. */
@RestController
class SignOutApi {

    /** A share of its own, so that a thief who floods the server with a stolen token cannot delay the sign-out of its user. */
    private static final String SHARE = "sign-out ";

    private final Revocations revocations;
    private final CommandPool pool;

    SignOutApi(Revocations revocations, CommandPool pool) {
        this.revocations = revocations;
        this.pool = pool;
    }

    @PostMapping("/api/auth/sign-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> signOut(JwtAuthenticationToken caller) {
        var token = caller.getToken();
        var end = Objects.requireNonNull(token.getExpiresAt(), "a token without an end is not accepted");
        return pool.call(SHARE + caller.getName(), () -> {
                    revocations.signOut(caller.getName(), token.getTokenValue(), token.getIssuedAt(), end);
                    return true;
                })
                .then();
    }
}
