package io.tidemark.query.reply;

import static io.tidemark.query.read.Conditions.asked;
import static io.tidemark.query.read.Conditions.field;
import static io.tidemark.query.read.Conditions.ownedBy;
import static io.tidemark.query.read.Conditions.sql;
import static io.tidemark.query.read.Conditions.value;

import io.tidemark.query.read.ReadRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** Which of the caller's replies a list is asked for. */
final class ReplyFilter {

    private static final String CONTAINS = "strpos(comparable(?), comparable(?)) > 0";

    private ReplyFilter() {}

    static Specification<ReplyView> of(ReadRequest request) {
        return Specification.allOf(
                ownedBy(request.caller()),
                asked(request.parameter("category"), ReplyFilter::categorised),
                asked(request.parameter("tag"), ReplyFilter::tagged),
                asked(words(request.parameter("q")), ReplyFilter::matches));
    }

    /** Whether it has to read the texts. */
    static boolean isSearch(ReadRequest request) {
        return words(request.parameter("q")) != null;
    }

    private static Specification<ReplyView> categorised(String category) {
        return (reply, query, is) ->
                sql(is, "comparable(?) = comparable(?)", field(reply, "category"), value(is, category));
    }

    private static Specification<ReplyView> tagged(String tag) {
        var condition = "EXISTS (SELECT FROM unnest(?) tag WHERE comparable(tag) = comparable(?))";
        return (reply, query, is) -> sql(is, condition, field(reply, "tags"), value(is, tag));
    }

    private static Specification<ReplyView> matches(String words) {
        return (reply, query, is) -> is.or(
                sql(is, CONTAINS, field(reply, "title"), value(is, words)),
                sql(is, CONTAINS, field(reply, "content"), value(is, words)));
    }

    private static @Nullable String words(@Nullable String asked) {
        return asked == null || asked.isEmpty() ? null : asked;
    }
}
