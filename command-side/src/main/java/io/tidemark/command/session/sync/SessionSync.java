package io.tidemark.command.session.sync;

import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.command.session.SessionBodies;
import io.tidemark.command.session.SessionCommand;
import io.tidemark.command.session.SessionCommands;
import io.tidemark.command.session.SessionId;
import io.tidemark.edge.problem.Problem;
import io.tidemark.edge.refusal.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Executes a batch of operations: those on one session in their order, and different sessions in parallel. A failed
 * operation does not affect the others.
 */
@Component
class SessionSync {

    private static final Logger LOG = LoggerFactory.getLogger(SessionSync.class);
    private static final int OUR_FAULT = 500;

    /** How many sessions of one batch are processed at once; a batch leaves most threads to other requests. */
    private static final int CONCURRENCY = 16;

    private static final int UNAVAILABLE = 503;
    private static final Map<String, Class<? extends SessionBodies.Body>> OPERATIONS = Map.of(
            "start", SessionBodies.Start.class,
            "end", SessionBodies.End.class,
            "activities", SessionBodies.More.class);

    private final SessionCommands commands;
    private final JsonMapper json;
    private final Supplier<UUID> ids;

    SessionSync(SessionCommands commands, JsonMapper json, Supplier<UUID> ids) {
        this.commands = commands;
        this.json = json;
        this.ids = ids;
    }

    private record Operation(int place, SessionCommand command, CommandRequest request) {}

    private record Placed(int place, SyncResult result) {}

    /** Completes with the results, in the order of the operations. */
    Mono<List<SyncResult>> all(List<byte[]> operations, CommandRequest request) {
        var results = new SyncResult[operations.size()];
        var bySession = new LinkedHashMap<SessionId, List<Operation>>();
        for (int place = 0; place < results.length; place++) {
            try {
                var one = request.forOneOfMany(ids);
                var operation = new Operation(place, command(operations.get(place), one), one);
                bySession
                        .computeIfAbsent(operation.command().id(), session -> new ArrayList<>())
                        .add(operation);
            } catch (RuntimeException refused) {
                results[place] = refused(refused);
            }
        }
        var outage = new AtomicReference<@Nullable SyncResult>();
        return Flux.fromIterable(bySession.values())
                .flatMap(
                        session -> Flux.fromIterable(session).concatMap(operation -> one(operation, outage)),
                        CONCURRENCY)
                .doOnNext(placed -> results[placed.place()] = placed.result())
                .then(Mono.fromSupplier(() -> List.of(results)));
    }

    private SessionCommand command(byte[] operation, CommandRequest request) {
        try {
            return body(json.readValue(operation, JsonNode.class)).command(request);
        } catch (JacksonException invalid) {
            throw new ServerWebInputException("cannot read the operation", null, invalid);
        }
    }

    private SessionBodies.Body body(JsonNode operation) {
        if (!(operation instanceof ObjectNode fields)) {
            throw Refused.invalid("json.wrong-type", "each operation must be a JSON object");
        }
        var type = OPERATIONS.get(fields.path("op").stringValue(""));
        if (type == null) {
            throw Refused.invalid("session.op", "op must be start, end or activities");
        }
        return json.treeToValue(fields.without("op"), type);
    }

    /** If one operation finds the server unavailable, the later ones get the same answer: each would wait as long. */
    private Mono<Placed> one(Operation operation, AtomicReference<@Nullable SyncResult> outage) {
        return Mono.defer(() -> Mono.justOrEmpty(outage.get()))
                .switchIfEmpty(Mono.defer(() -> send(operation).doOnNext(result -> {
                    if (result.status() == UNAVAILABLE) {
                        outage.set(result);
                    }
                })))
                .map(result -> new Placed(operation.place(), result));
    }

    private Mono<SyncResult> send(Operation operation) {
        return commands.send(operation.request(), operation.command(), operation.command())
                .map(result -> SyncResult.of(operation.command(), result))
                .onErrorResume(failure -> Mono.just(refused(failure)));
    }

    private static SyncResult refused(Throwable failure) {
        var problem = Problem.of(failure);
        if (problem.status().value() == OUR_FAULT) {
            LOG.error("An operation of a batch failed unexpectedly", failure);
        }
        return SyncResult.of(problem);
    }
}
