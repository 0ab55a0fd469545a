package io.tidemark.command.session.sync;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.command.dispatch.CommandRequestResolver;
import io.tidemark.edge.auth.AccessRule;
import io.tidemark.edge.auth.BodyToken;
import io.tidemark.edge.limit.rate.RateLimits;
import io.tidemark.edge.limit.rate.RequestKind;
import io.tidemark.edge.refusal.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes all operations of a device that was offline, in one request. */
@RestController
class SyncApi {

    private static final String PATH = "/api/sync/sessions";
    private static final int MAX_OPERATIONS = 500;
    private static final byte[] NOTHING = "null".getBytes(US_ASCII);

    private final SessionSync sync;
    private final BodyToken tokens;
    private final CommandRequestResolver requests;
    private final RateLimits limits;

    SyncApi(SessionSync sync, BodyToken tokens, CommandRequestResolver requests, RateLimits limits) {
        this.sync = sync;
        this.tokens = tokens;
        this.requests = requests;
        this.limits = limits;
    }

    @Bean
    static AccessRule beaconHasItsTokenInTheBody() {
        return AccessRule.tokenInBody(PATH);
    }

    record Results(List<SyncResult> results) {}

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Results>> sync(@RequestBody byte[] body, CommandRequest request) {
        return answer(BatchReader.batch(body).operations(), request);
    }

    /** A page that sends a beacon does not read the answer, and cannot send {@code Accept}. */
    @PostMapping(path = PATH, consumes = MediaType.TEXT_PLAIN_VALUE)
    Mono<ResponseEntity<Results>> beacon(
            @RequestBody(required = false) byte @Nullable [] body, ServerHttpRequest http) {
        var beacon = BatchReader.beacon(body == null ? NOTHING : body);
        return tokens.callerOf(beacon.accessToken())
                .map(caller -> requests.read(caller, http))
                .flatMap(request -> limits.take(RequestKind.COMMANDS, request.actor())
                        .map(Mono::<ResponseEntity<Results>>error)
                        .orElseGet(() -> answer(beacon.operations(), request)));
    }

    private Mono<ResponseEntity<Results>> answer(@Nullable List<byte[]> operations, CommandRequest request) {
        if (operations == null || operations.isEmpty() || operations.size() > MAX_OPERATIONS) {
            throw Refused.invalid(
                    "session.operations", "operations must contain 1 to %s items".formatted(MAX_OPERATIONS));
        }
        limits.charge(RequestKind.COMMANDS, request.actor(), operations.size() - 1);
        return sync.all(operations, request)
                .map(results -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(new Results(results)));
    }
}
