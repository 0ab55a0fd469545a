package io.tidemark.query.business;

import io.tidemark.query.read.SnapshotPart;
import java.util.List;
import org.springframework.stereotype.Component;

/** The businesses in a user's snapshot. */
@Component
class BusinessSnapshot implements SnapshotPart {

    private final BusinessViews businesses;

    BusinessSnapshot(BusinessViews businesses) {
        this.businesses = businesses;
    }

    @Override
    public String name() {
        return "businesses";
    }

    @Override
    public List<?> of(String user, int limit) {
        return businesses.latest(user, Long.MAX_VALUE, limit).stream()
                .map(BusinessApi.Answer::of)
                .toList();
    }
}
