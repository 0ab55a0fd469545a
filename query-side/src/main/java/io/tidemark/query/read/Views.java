package io.tidemark.query.read;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** Reads a read model as its users list it, the newest row first. All that is a user's is part of the snapshot. */
@NoRepositoryBean
public interface Views<V extends View<?>> extends Repository<V, UUID>, JpaSpecificationExecutor<V>, SnapshotPart {

    Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "createdPosition");

    Optional<V> findByIdAndOwner(UUID id, String owner);

    /** The rows of a page, and one more if there are more. The caller closes it. */
    default Stream<V> newest(Specification<V> asked, PageBounds page) {
        return findBy(
                asked.and(Conditions.createdBefore(page.before())).and(Conditions.createdFrom(page.from())),
                rows -> rows.sortBy(NEWEST_FIRST).limit(page.limit() + 1).stream());
    }

    @Override
    default Stream<? extends View<?>> of(String user, PageBounds page) {
        return newest(Conditions.ownedBy(user), page);
    }
}
