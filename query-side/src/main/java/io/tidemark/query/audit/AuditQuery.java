package io.tidemark.query.audit;

import io.tidemark.edge.auth.Role;
import io.tidemark.edge.json.Uuids;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.edge.security.SecurityLog;
import io.tidemark.query.projection.EventNames;
import io.tidemark.query.read.ListParameter;
import io.tidemark.query.read.Times;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Reads off the wire what events a caller asks for. Who is no auditor asks for what concerns them. */
@Component
public class AuditQuery {

    /** The role of a caller who reads everybody's history. */
    private static final Role AUDITOR = new Role("auditor");

    private final EventNames names;
    private final SecurityLog securityLog;

    AuditQuery(EventNames names, SecurityLog securityLog) {
        this.names = names;
        this.securityLog = securityLog;
    }

    public AuditFilter filter(Authentication caller, Map<String, String> query) {
        var aggregate = query.get("aggregate");
        var filter = new AuditFilter(
                aggregate == null ? null : aggregate(aggregate),
                types(query.get("type")),
                query.get("actor"),
                user(caller, query.get("user")),
                instant("from", query.get("from")),
                instant("to", query.get("to")));
        if (!caller.getName().equals(filter.user())) {
            securityLog.read("audit.events", caller.getName(), filter.user(), filter.inWords());
        }
        return filter;
    }

    /** Refuses a caller who may not read the history of one resource, whose owner is known. */
    void requireReader(Authentication caller, String aggregate, String owner) {
        if (owner.equals(caller.getName())) {
            return;
        }
        if (!AUDITOR.isOf(caller)) {
            throw Refused.notFound();
        }
        securityLog.read("audit.resource", caller.getName(), owner, aggregate);
    }

    private String aggregate(String raw) {
        int slash = Math.max(0, raw.indexOf('/'));
        return aggregate(raw.substring(0, slash), raw.substring(Math.min(slash + 1, raw.length())));
    }

    /** What a thing is called in the log. */
    String aggregate(String kind, String id) {
        if (names.projectionOf(kind) == null || !Uuids.isWellFormed(id)) {
            throw Refused.invalid(
                    "aggregate.invalid", "the aggregate must be a known kind and a UUID, such as reply/6f1c…");
        }
        return kind + "/" + id.toLowerCase(Locale.ROOT);
    }

    private Set<String> types(@Nullable String raw) {
        return ListParameter.members(raw).stream()
                .flatMap(name -> stored(name).stream())
                .collect(Collectors.toSet());
    }

    private Set<String> stored(String name) {
        var stored = names.inTheLog(name);
        if (stored.isEmpty()) {
            throw Refused.invalid("type.invalid", "type must be one or more event names, separated by commas");
        }
        return stored;
    }

    private static @Nullable String user(Authentication caller, @Nullable String asked) {
        if (AUDITOR.isOf(caller)) {
            return asked;
        }
        if (asked != null && !asked.equals(caller.getName())) {
            throw new AccessDeniedException("only an auditor may read the events of other users");
        }
        return caller.getName();
    }

    private static @Nullable Instant instant(String name, @Nullable String raw) {
        return raw == null ? null : Times.parse(name, name + ".invalid", raw);
    }
}
