package io.tidemark.db.axon;

import java.sql.Types;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.type.descriptor.jdbc.VarbinaryJdbcType;

/** Has an event's bytes kept in its row, as Axon's guide advises for PostgreSQL; else each were a large object. */
public class ByteaDialect extends PostgreSQLDialect {

    /** For Hibernate, which knows the server. */
    public ByteaDialect(DialectResolutionInfo server) {
        super(server);
    }

    @Override
    public void contributeTypes(TypeContributions types, ServiceRegistry registry) {
        super.contributeTypes(types, registry);
        types.getTypeConfiguration().getJdbcTypeRegistry().addDescriptor(Types.BLOB, VarbinaryJdbcType.INSTANCE);
    }
}
