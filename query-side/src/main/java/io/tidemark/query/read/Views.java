package io.tidemark.query.read;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** Reads a read model as its users list it, the newest change first. All that is a user's is part of the snapshot. */
@NoRepositoryBean
public interface Views<V extends View<?>> extends Repository<V, UUID>, JpaSpecificationExecutor<V>, SnapshotPart {

    Optional<V> findByIdAndOwner(UUID id, String owner);

    /** The rows of a page, and one more if there are more. */
    default List<V> latest(Specification<V> asked, PageBounds page) {
        return latest(asked.and(Conditions.before(page.before())), page.limit() + 1);
    }

    private List<V> latest(Specification<V> asked, int limit) {
        return findBy(
                asked,
                rows -> rows.sortBy(Sort.by(Sort.Direction.DESC, "position"))
                        .limit(limit)
                        .all());
    }

    @Override
    default List<?> of(String user, int limit) {
        return latest(Conditions.ownedBy(user), limit).stream()
                .map(View::answer)
                .toList();
    }
}
