package io.tidemark.query.session;

import static io.tidemark.query.read.Conditions.asked;
import static io.tidemark.query.read.Conditions.field;
import static io.tidemark.query.read.Conditions.ownedBy;
import static io.tidemark.query.read.Conditions.sql;
import static io.tidemark.query.read.Conditions.value;

import io.tidemark.edge.refusal.Refused;
import io.tidemark.query.read.ReadRequest;
import io.tidemark.query.read.Times;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** Which of the caller's sessions a list is asked for: by status, by repository, and by when they started. */
final class SessionFilter {

    private static final Pattern REPO = Pattern.compile("([A-Za-z0-9._-]{1,100})/([A-Za-z0-9._-]{1,100})");

    private static final String STARTED_AT = "startedAt";

    private SessionFilter() {}

    static Specification<SessionView> of(ReadRequest request) {
        return Specification.allOf(
                ownedBy(request.caller()),
                asked(request.parameter("status"), SessionFilter::hasStatus),
                asked(request.parameter("repo"), SessionFilter::isInRepo),
                asked(
                        time("from", request),
                        from -> (session, query, is) -> is.greaterThanOrEqualTo(field(session, STARTED_AT), from)),
                asked(time("to", request), to -> (session, query, is) -> is.lessThan(field(session, STARTED_AT), to)));
    }

    private static Specification<SessionView> hasStatus(String status) {
        return switch (status) {
            case "open" -> (session, query, is) -> is.isNull(field(session, "endedAt"));
            case "ended" -> (session, query, is) -> is.isNotNull(field(session, "endedAt"));
            default -> throw Refused.invalid("status.invalid", "status must be open or ended");
        };
    }

    private static Specification<SessionView> isInRepo(String repo) {
        var parts = REPO.matcher(repo);
        if (!parts.matches()) {
            throw Refused.invalid(
                    "repo.invalid", "repo must be the owner and the name of a repository, separated by a slash");
        }
        return Specification.allOf(isNamed("repoOwner", parts.group(1)), isNamed("repoName", parts.group(2)));
    }

    /** The names are ASCII, and compared as GitHub compares them. No locale of the database has a say in it. */
    private static Specification<SessionView> isNamed(String field, String name) {
        return (session, query, is) ->
                sql(is, "lower(? COLLATE \"C\") = lower(? COLLATE \"C\")", field(session, field), value(is, name));
    }

    private static @Nullable Instant time(String name, ReadRequest request) {
        var raw = request.parameter(name);
        return raw == null ? null : Times.parse(name, name + ".invalid", raw);
    }
}
