package io.tidemark.command.session;

import io.tidemark.command.dispatch.CommandRequest;
import io.tidemark.command.dispatch.CommandResult;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes a device's reports about the caller's work sessions. */
@RestController
@RequestMapping(path = "/api/sessions", produces = MediaType.APPLICATION_JSON_VALUE)
class SessionApi {

    private final SessionCommands commands;

    SessionApi(SessionCommands commands) {
        this.commands = commands;
    }

    record Answer(
            String id,
            String localId,
            String repoOwner,
            String repoName,
            long prNumber,
            String status,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Long durationSeconds,
            @Nullable String endedBy,
            boolean contradictory,
            long activityCount,
            Map<String, Long> activities,
            @Nullable Instant lastActivityAt,
            long version,
            Instant updatedAt) {

        static Answer to(CommandResult<SessionState> result) {
            var session = result.value();
            return new Answer(
                    session.id(),
                    session.localId(),
                    session.pullRequest().repoOwner(),
                    session.pullRequest().repoName(),
                    session.pullRequest().number(),
                    session.isOpen() ? "open" : "ended",
                    session.startedAt(),
                    session.endedAt(),
                    session.durationSeconds(),
                    session.endedBy() == null ? null : session.endedBy().text(),
                    session.contradictory(),
                    session.activityCount(),
                    session.activities(),
                    session.lastActivityAt(),
                    result.version(),
                    session.updatedAt());
        }
    }

    @PostMapping("/start")
    Mono<ResponseEntity<Answer>> start(@RequestBody SessionBodies.Start body, CommandRequest request) {
        return commands.send(request, body, body.command(request))
                .map(session -> session.changed()
                        ? session.created("/api/sessions/" + session.value().id(), Answer.to(session))
                        : session.ok(Answer.to(session)));
    }

    @PostMapping("/end")
    Mono<ResponseEntity<Answer>> end(@RequestBody SessionBodies.End body, CommandRequest request) {
        return answer(request, body);
    }

    @PostMapping("/activities")
    Mono<ResponseEntity<Answer>> add(@RequestBody SessionBodies.More body, CommandRequest request) {
        return answer(request, body);
    }

    private Mono<ResponseEntity<Answer>> answer(CommandRequest request, SessionBodies.Body body) {
        return commands.send(request, body, body.command(request)).map(session -> session.ok(Answer.to(session)));
    }
}
