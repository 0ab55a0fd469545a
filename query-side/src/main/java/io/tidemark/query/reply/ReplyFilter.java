package io.tidemark.query.reply;

import static io.tidemark.query.read.Conditions.asked;
import static io.tidemark.query.read.Conditions.equal;
import static io.tidemark.query.read.Conditions.field;
import static io.tidemark.query.read.Conditions.ownedBy;

import io.tidemark.query.read.ReadRequest;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** Which of the caller's replies a list is asked for. */
final class ReplyFilter {

    private ReplyFilter() {}

    static Specification<ReplyView> of(ReadRequest request) {
        return Specification.allOf(
                ownedBy(request.caller()),
                equal("category", request.parameter("category")),
                asked(request.parameter("tag"), ReplyFilter::tagged),
                asked(pattern(request.parameter("q")), ReplyFilter::matches));
    }

    private static Specification<ReplyView> tagged(String tag) {
        return (reply, query, is) -> sql(is, "? = ANY (?)", value(is, tag), field(reply, "tags"));
    }

    private static Specification<ReplyView> matches(String pattern) {
        return (reply, query, is) -> is.or(
                sql(is, "? ILIKE ?", field(reply, "title"), value(is, pattern)),
                sql(is, "? ILIKE ?", field(reply, "content"), value(is, pattern)));
    }

    /** A condition that JPA has no word for, or only one that is slower. */
    private static Predicate sql(CriteriaBuilder is, String condition, Expression<?> left, Expression<?> right) {
        return is.isTrue(((HibernateCriteriaBuilder) is).sql(condition, Boolean.class, left, right));
    }

    private static Expression<String> value(CriteriaBuilder is, String value) {
        return ((HibernateCriteriaBuilder) is).value(value);
    }

    /** The search as a pattern, in which nothing that the caller wrote has a special meaning. */
    private static @Nullable String pattern(@Nullable String words) {
        return words == null || words.isEmpty() ? null : "%" + words.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
