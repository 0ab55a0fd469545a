package io.tidemark.query.replay;

import io.tidemark.edge.auth.AccessRule;
import io.tidemark.edge.auth.Role;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.query.administration.Administrator;
import io.tidemark.query.read.Page;
import io.tidemark.query.read.share.ReadShares;
import java.net.URI;
import java.security.Principal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Starts replays and reports their state. */
@RestController
@RequestMapping(path = ReplayApi.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class ReplayApi {

    static final String PATH = "/api/audit/replays";

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private final Replays replays;
    private final ShadowReplays shadowReplays;
    private final ReadShares shares;

    ReplayApi(Replays replays, ShadowReplays shadowReplays, ReadShares shares) {
        this.replays = replays;
        this.shadowReplays = shadowReplays;
        this.shares = shares;
    }

    @Bean
    static AccessRule replaysAreForAdmins() {
        return AccessRule.onlyFor(Role.ADMIN, PATH + "/**");
    }

    record Order(@Nullable String mode, @Nullable String reason) {}

    @PostMapping
    Mono<ResponseEntity<Replay>> begin(Principal caller, @RequestBody Order order) {
        var administrator = new Administrator(caller.getName(), order.reason());
        return shares.act(caller.getName(), () -> find(begin(order.mode(), administrator)))
                .map(replay -> ResponseEntity.accepted()
                        .location(URI.create(PATH + "/" + replay.id()))
                        .body(replay));
    }

    private long begin(@Nullable String mode, Administrator administrator) {
        return switch (ReplayMode.parse(mode)) {
            case SHADOW -> shadowReplays.begin(administrator);
            case IN_PLACE -> replays.beginInPlace(administrator);
        };
    }

    @GetMapping
    Mono<Page<Replay>> latest(Principal caller) {
        return shares.read(caller.getName(), () -> new Page<>(replays.latest(), null));
    }

    @GetMapping("/{id}")
    Mono<Replay> one(Principal caller, @PathVariable String id) {
        if (!NUMBER.matcher(id).matches()) {
            throw Refused.notFound();
        }
        return shares.read(caller.getName(), () -> find(Long.parseLong(id)));
    }

    private Replay find(long id) {
        return replays.find(id).orElseThrow(Refused::notFound);
    }
}
