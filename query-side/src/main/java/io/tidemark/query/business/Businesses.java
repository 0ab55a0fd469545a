package io.tidemark.query.business;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** Knows whose a business is, as far as the read models have come. */
@Component
public class Businesses {

    private final BusinessViews businesses;

    Businesses(BusinessViews businesses) {
        this.businesses = businesses;
    }

    /** Whether there is such a business and it is the user's. */
    public boolean isOf(UUID id, String user) {
        return businesses.existsByIdAndOwner(id, user);
    }
}
