package io.tidemark.query.projector;

import io.tidemark.db.log.Epoch;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.query.administration.Administrator;
import io.tidemark.query.projection.EventNames;
import io.tidemark.query.projector.deadletter.DeadLetters;
import io.tidemark.query.read.Page;
import io.tidemark.query.read.share.ReadProperties;
import io.tidemark.query.read.share.ReadShares;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lists the dead letters, retries them, or gives them up. */
@RestController
@RequestMapping(path = "/api/admin/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
class DeadLetterApi {

    private static final int DEFAULT_LIMIT = 50;

    private final DeadLetters deadLetters;
    private final ProjectorOperations operations;
    private final EventNames names;
    private final Epoch epoch;
    private final ReadShares shares;
    private final int maxPage;

    DeadLetterApi(
            DeadLetters deadLetters,
            ProjectorOperations operations,
            EventNames names,
            Epoch epoch,
            ReadShares shares,
            ReadProperties properties) {
        this.deadLetters = deadLetters;
        this.operations = operations;
        this.names = names;
        this.epoch = epoch;
        this.shares = shares;
        this.maxPage = properties.maxPage();
    }

    /** The first dead letter of a subject, and why it was refused. */
    record First(
            String type,
            long position,
            String cursor,
            Instant time,
            @Nullable String causeType,
            @Nullable String cause) {}

    record Answer(
            String subject,
            String kind,
            String id,
            long events,
            First first,
            Instant enqueuedAt,
            Instant lastTouched) {}

    @GetMapping
    Mono<Page<Answer>> list(Principal caller, @RequestParam Map<String, String> query) {
        int limit = Page.limit(query.get("limit"), DEFAULT_LIMIT, maxPage);
        var after = query.getOrDefault("after", "");
        return shares.read(caller.getName(), () -> deadLetters.subjects(after, limit + 1))
                .map(subjects -> Page.of(subjects, limit, this::answer, DeadLetters.Subject::subject));
    }

    private Answer answer(DeadLetters.Subject dead) {
        int slash = dead.subject().indexOf('/');
        var first = new First(
                names.ofStored(dead.type()),
                dead.position(),
                epoch.at(dead.position()).toString(),
                dead.time().toInstant(),
                dead.causeType(),
                dead.causeMessage());
        return new Answer(
                dead.subject(),
                dead.subject().substring(0, slash),
                dead.subject().substring(slash + 1),
                dead.events(),
                first,
                Instant.parse(dead.enqueuedAt()),
                Instant.parse(dead.lastTouched()));
    }

    /**
     * The result of a retry of a subject's events.
     *
     * @param shown whether the read models show all of them now
     * @param events how many are still dead letters
     */
    record Retried(String subject, boolean shown, long events) {}

    @PostMapping("/{kind}/{id}/retry")
    Mono<Retried> retry(
            Principal caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason) {
        var subject = kind + "/" + id;
        var administrator = new Administrator(caller.getName(), reason);
        return shares.act(caller.getName(), () -> {
            requireDead(subject);
            boolean shown = operations.retry(subject, administrator);
            return new Retried(subject, shown, deadLetters.waiting(subject));
        });
    }

    private void requireDead(String subject) {
        if (deadLetters.waiting(subject) == 0) {
            throw Refused.notFound();
        }
    }

    @DeleteMapping("/{kind}/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> giveUp(
            Principal caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason) {
        var administrator = new Administrator(caller.getName(), reason);
        return shares.act(caller.getName(), () -> operations.giveUp(kind + "/" + id, administrator))
                .filter(events -> events > 0)
                .switchIfEmpty(Mono.error(Refused::notFound))
                .then();
    }
}
