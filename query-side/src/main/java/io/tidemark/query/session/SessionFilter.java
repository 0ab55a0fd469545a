package io.tidemark.query.session;

import io.tidemark.edge.problem.Problem;
import io.tidemark.query.read.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions a list is asked for; null stands for any.
 *
 * @param open whether those that go on are wanted, or those that ended
 * @param from the first start that counts
 * @param to the first start that no longer counts
 */
record SessionFilter(
        @Nullable Boolean open,
        @Nullable String repoOwner,
        @Nullable String repoName,
        @Nullable Instant from,
        @Nullable Instant to) {

    private static final List<String> STATUS = List.of("open", "ended");
    private static final Pattern REPO = Pattern.compile("[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}");

    static SessionFilter of(Map<String, String> query) {
        var repo = repo(query.get("repo"));
        return new SessionFilter(
                open(query.get("status")),
                repo == null ? null : repo.substring(0, repo.indexOf('/')),
                repo == null ? null : repo.substring(repo.indexOf('/') + 1),
                time("from", query.get("from")),
                time("to", query.get("to")));
    }

    private static @Nullable Boolean open(@Nullable String status) {
        if (status != null && !STATUS.contains(status)) {
            throw Problem.invalid("status.invalid", "status must be open or ended");
        }
        return status == null ? null : (Boolean) status.equals("open");
    }

    private static @Nullable String repo(@Nullable String repo) {
        if (repo != null && !REPO.matcher(repo).matches()) {
            throw Problem.invalid(
                    "repo.invalid", "repo must be the owner and the name of a repository, separated by a slash");
        }
        return repo;
    }

    private static @Nullable Instant time(String name, @Nullable String raw) {
        return raw == null ? null : Times.parse(name, name + ".invalid", raw);
    }
}
