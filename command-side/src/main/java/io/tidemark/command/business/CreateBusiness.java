package io.tidemark.command.business;

import io.tidemark.command.dispatch.Creation;
import io.tidemark.command.quota.Quota;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Sets up a new business for its owner. */
record CreateBusiness(
        @TargetAggregateIdentifier BusinessId id,
        String owner,
        BusinessName name,
        @Nullable BusinessDescription description)
        implements Creation<BusinessState> {

    /** A new business as it comes off the wire. */
    record Wire(
            @Nullable String id,
            @Nullable String name,
            @Nullable String description) {

        CreateBusiness command(String owner, Supplier<UUID> ids) {
            return new CreateBusiness(
                    id == null ? new BusinessId(ids.get()) : BusinessId.parse(id),
                    owner,
                    BusinessName.parse(name),
                    description == null ? null : new BusinessDescription(description));
        }
    }

    @Override
    public Quota quota() {
        return Quota.BUSINESSES;
    }

    @Override
    public boolean asksFor(BusinessState created) {
        return created.isWhatIsAskedBy(this);
    }

    @Override
    public String idTakenCode() {
        return "business.id-taken";
    }
}
