package io.tidemark.command.business;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class BusinessesTest {

    private final BusinessId quay = new BusinessId(new UUID(0, 1));
    private final Businesses businesses = SomeBusinesses.one(quay, "ann");

    @Test
    void a_business_is_its_owners_and_nobody_elses() {
        assertThat(businesses.isOf(quay, "ann")).isTrue();
        assertThat(businesses.isOf(quay, "bob")).isFalse();
    }

    @Test
    void one_that_never_was_is_nobodys() {
        assertThat(businesses.isOf(new BusinessId(new UUID(0, 2)), "ann")).isFalse();
    }
}
