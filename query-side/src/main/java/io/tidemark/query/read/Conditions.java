package io.tidemark.query.read;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.function.Function;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** Conditions of lists. A condition that the request does not have is not part of the statement. */
public final class Conditions {

    private Conditions() {}

    public static <V extends View<?>> Specification<V> ownedBy(String user) {
        return (row, query, is) -> is.equal(row.get("owner"), user);
    }

    static <V extends View<?>> Specification<V> createdBefore(long position) {
        return (row, query, is) -> is.lessThan(row.get("createdPosition"), position);
    }

    static <V extends View<?>> Specification<V> createdFrom(long position) {
        return position == SearchWindow.ALL.from()
                ? Specification.unrestricted()
                : (row, query, is) -> is.greaterThanOrEqualTo(row.get("createdPosition"), position);
    }

    /** A field of the answer has that value; null matches all. */
    public static <V extends View<?>> Specification<V> equal(String field, @Nullable Object value) {
        return asked(value, wanted -> (row, query, is) -> is.equal(field(row, field), wanted));
    }

    /** The condition on a value; null matches all. */
    public static <V, T> Specification<V> asked(@Nullable T value, Function<T, Specification<V>> condition) {
        return value == null ? Specification.unrestricted() : condition.apply(value);
    }

    /** A field of the answer. */
    public static <T> Expression<T> field(Root<? extends View<?>> row, String name) {
        return row.get(View.ANSWER).get(name);
    }

    /** A condition that JPA cannot express, or only in a slower form. */
    public static Predicate sql(CriteriaBuilder is, String condition, Expression<?> left, Expression<?> right) {
        return is.isTrue(((HibernateCriteriaBuilder) is).sql(condition, Boolean.class, left, right));
    }

    public static Expression<String> value(CriteriaBuilder is, String value) {
        return ((HibernateCriteriaBuilder) is).value(value);
    }
}
