package io.tidemark.query.reply;

import static io.tidemark.query.read.Conditions.asked;
import static io.tidemark.query.read.Conditions.equal;
import static io.tidemark.query.read.Conditions.field;
import static io.tidemark.query.read.Conditions.ownedBy;

import io.tidemark.query.read.ReadRequest;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** Which of the caller's replies a list is asked for. */
final class ReplyFilter {

    private static final char ESCAPE = '\\';

    private ReplyFilter() {}

    static Specification<ReplyView> of(ReadRequest request) {
        return Specification.allOf(
                ownedBy(request.caller()),
                equal("category", request.parameter("category")),
                asked(request.parameter("tag"), ReplyFilter::tagged),
                asked(pattern(request.parameter("q")), ReplyFilter::matches));
    }

    private static Specification<ReplyView> tagged(String tag) {
        return (reply, query, is) -> is.isTrue(((HibernateCriteriaBuilder) is)
                .sql("? = ANY (?)", Boolean.class, is.literal(tag), field(reply, "tags")));
    }

    private static Specification<ReplyView> matches(String pattern) {
        return (reply, query, is) -> {
            var like = (HibernateCriteriaBuilder) is;
            return is.or(
                    like.ilike(field(reply, "title"), pattern, ESCAPE),
                    like.ilike(field(reply, "content"), pattern, ESCAPE));
        };
    }

    /** The search as a pattern, in which nothing that the caller wrote has a special meaning. */
    private static @Nullable String pattern(@Nullable String words) {
        return words == null || words.isEmpty() ? null : "%" + words.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
