package io.tidemark.command.session.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.command.dispatch.CommandRequestResolver;
import io.tidemark.edge.auth.AccessRule;
import io.tidemark.edge.auth.BodyToken;
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
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes all that a device did while it was offline, in one call. */
@RestController
class SyncApi {

    private static final String PATH = "/api/sync/sessions";
    private static final int MAX_OPERATIONS = 500;

    private final SessionSync sync;
    private final BodyToken tokens;
    private final CommandRequestResolver requests;
    private final JsonMapper json;

    SyncApi(SessionSync sync, BodyToken tokens, CommandRequestResolver requests, JsonMapper json) {
        this.sync = sync;
        this.tokens = tokens;
        this.requests = requests;
        this.json = json;
    }

    @Bean
    static AccessRule beaconHasItsTokenInTheBody() {
        return AccessRule.tokenInBody(PATH);
    }

    record Batch(@Nullable List<JsonNode> operations) {}

    /** A batch that could not come with a header. */
    record Beacon(
            @JsonProperty("access_token") @Nullable String accessToken,
            @Nullable List<JsonNode> operations) {

        @Override
        public String toString() {
            return "Beacon"; // Whatever prints it does not print the token.
        }
    }

    record Results(List<SyncResult> results) {}

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Results>> sync(@RequestBody Batch body, CommandRequest request) {
        return answer(body.operations(), request);
    }

    /** Whoever sends a beacon does not wait for its answer, and cannot say what it takes. */
    @PostMapping(path = PATH, consumes = MediaType.TEXT_PLAIN_VALUE)
    Mono<ResponseEntity<Results>> beacon(
            @RequestBody(required = false) byte @Nullable [] body, ServerHttpRequest http) {
        var beacon = read(body);
        return tokens.callerOf(beacon.accessToken())
                .flatMap(caller -> answer(beacon.operations(), requests.read(caller, http)));
    }

    private Beacon read(byte @Nullable [] body) {
        try {
            @Nullable Beacon beacon = body == null ? null : json.readValue(body, Beacon.class);
            return beacon == null ? new Beacon(null, null) : beacon; // The body may also be the JSON null.
        } catch (JacksonException invalid) {
            throw new ServerWebInputException("cannot read the body", null, invalid);
        }
    }

    private Mono<ResponseEntity<Results>> answer(@Nullable List<JsonNode> operations, CommandRequest request) {
        if (operations == null || operations.isEmpty() || operations.size() > MAX_OPERATIONS) {
            throw Refused.invalid(
                    "session.operations", "operations must contain 1 to %s items".formatted(MAX_OPERATIONS));
        }
        return sync.all(operations, request)
                .map(results -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(new Results(results)));
    }
}
