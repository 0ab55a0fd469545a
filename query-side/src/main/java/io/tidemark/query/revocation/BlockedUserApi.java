package io.tidemark.query.revocation;

import io.tidemark.db.revocation.ShutOutUser;
import io.tidemark.edge.json.WireText;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.query.administration.Administrator;
import io.tidemark.query.read.Page;
import io.tidemark.query.read.share.ReadProperties;
import io.tidemark.query.read.share.ReadShares;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Blocks users, lists them, and unblocks them. The name is in the body or the query and not in the path, which cannot
 * contain every name.
 */
@RestController
@RequestMapping(path = "/api/admin/blocked-users", produces = MediaType.APPLICATION_JSON_VALUE)
class BlockedUserApi {

    private static final int DEFAULT_LIMIT = 50;
    private static final Pattern USER = Pattern.compile("\\P{Cc}{1,255}");

    private final BlockedUsers users;
    private final ReadShares shares;
    private final int maxPage;

    BlockedUserApi(BlockedUsers users, ReadShares shares, ReadProperties properties) {
        this.users = users;
        this.shares = shares;
        this.maxPage = properties.maxPage();
    }

    record Block(
            @Nullable String user,
            @Nullable String mode,
            @Nullable String reason) {}

    record Answer(String user, String mode, Instant tokensUntil, String changedBy, Instant changedAt) {

        private static Answer of(ShutOutUser user) {
            var mode = user.blocked() ? ShutOutMode.BLOCKED : ShutOutMode.SIGNED_OUT;
            return new Answer(user.name(), mode.text(), user.tokensUntil(), user.changedBy(), user.changedAt());
        }
    }

    @GetMapping
    Mono<Page<Answer>> list(Principal caller, @RequestParam Map<String, String> query) {
        int limit = Page.limit(query.get("limit"), DEFAULT_LIMIT, maxPage);
        var after = query.getOrDefault("after", "");
        return shares.read(caller.getName(), () -> users.all(after, limit + 1))
                .map(found -> Page.of(found, limit, Answer::of, ShutOutUser::name));
    }

    @PostMapping
    Mono<Answer> block(Principal caller, @RequestBody Block body) {
        var administrator = new Administrator(caller.getName(), body.reason());
        var user = user(body.user());
        var mode = ShutOutMode.parse(body.mode());
        return shares.act(caller.getName(), () -> Answer.of(users.shutOut(user, mode, administrator)));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> unblock(
            Principal caller,
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String reason) {
        var administrator = new Administrator(caller.getName(), reason);
        var name = user(user);
        return shares.act(caller.getName(), () -> {
                    users.unblock(name, administrator);
                    return true;
                })
                .then();
    }

    /** A name that a token can have, as it is. */
    private static String user(@Nullable String name) {
        if (name == null || !USER.matcher(name).matches() || !WireText.isClean(name)) {
            throw Refused.invalid("blocked-user.user", "user must have 1 to 255 characters, no control characters");
        }
        return name;
    }
}
