package io.tidemark.db.revocation;

import io.tidemark.db.head.HighWaterMark;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The revocations of a process, and how it learns those of the others. */
@Configuration(proxyBeanMethods = false)
public class RevocationConfiguration {

    @Bean
    KnownRevocations knownRevocations(ObjectProvider<Clock> clock) {
        return new KnownRevocations(clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    HighWaterMark revocationHighWaterMark() {
        return new HighWaterMark("tidemark_revocations", RevocationTables.HEAD);
    }

    @Bean
    Revocations revocations(
            JdbcClient jdbc,
            KnownRevocations known,
            @Qualifier("revocationHighWaterMark") HighWaterMark mark,
            PlatformTransactionManager transactions) {
        return new Revocations(new RevocationTables(jdbc), known, mark, new TransactionTemplate(transactions));
    }

    @Bean
    @DependsOnDatabaseInitialization
    RevocationReader revocationReader(
            Revocations revocations, @Qualifier("revocationHighWaterMark") HighWaterMark mark) {
        return new RevocationReader(revocations, mark);
    }
}
