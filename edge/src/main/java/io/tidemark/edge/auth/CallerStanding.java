package io.tidemark.edge.auth;

import io.tidemark.db.revocation.KnownRevocations;
import io.tidemark.db.revocation.Standing;
import io.tidemark.edge.refusal.Refused;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Whether a caller was shut out although the token is valid: the token was signed out, or the user is blocked. */
public class CallerStanding {

    private final KnownRevocations revocations;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    CallerStanding(KnownRevocations revocations) {
        this.revocations = revocations;
        revocations.onChange(users -> waiting.forEach(each -> each.refuseIfOneOf(users)));
    }

    /** Whether the caller is refused. */
    public boolean isShutOut(JwtAuthenticationToken caller) {
        return standing(caller) != Standing.GOOD;
    }

    /** Calls back with the users of whom something is refused that was not before. */
    public void onChange(Consumer<Set<String>> listener) {
        revocations.onChange(listener);
    }

    /** Never emits, and fails as soon as the caller is refused. */
    public <T> Mono<T> refusal(JwtAuthenticationToken caller) {
        return Mono.create(sink -> {
            var one = new Waiting(caller, sink);
            waiting.add(one);
            sink.onDispose(() -> waiting.remove(one));
            one.refuseIfOneOf(Set.of(caller.getName())); // It may have been shut out before it waited.
        });
    }

    /** What the caller is told; null if it is not refused. */
    @Nullable
    Refused refusalOf(JwtAuthenticationToken caller) {
        return switch (standing(caller)) {
            case GOOD -> null;
            case SIGNED_OUT ->
                Refused.unauthenticated("token.revoked", "the access token was revoked before its end; sign in again");
            case BLOCKED -> Refused.forbidden("user.blocked", "an administrator has blocked this user");
        };
    }

    private Standing standing(JwtAuthenticationToken caller) {
        var token = caller.getToken();
        return revocations.of(caller.getName(), token.getTokenValue(), token.getIssuedAt());
    }

    private final class Waiting {

        private final JwtAuthenticationToken caller;
        private final MonoSink<?> sink;

        Waiting(JwtAuthenticationToken caller, MonoSink<?> sink) {
            this.caller = caller;
            this.sink = sink;
        }

        void refuseIfOneOf(Set<String> users) {
            var refusal = users.contains(caller.getName()) ? refusalOf(caller) : null;
            if (refusal != null) {
                sink.error(refusal);
            }
        }
    }
}
