package io.tidemark.query;

import io.tidemark.db.DbConfiguration;
import io.tidemark.db.log.EpochCommand;
import io.tidemark.db.migration.MigrateCommand;
import io.tidemark.edge.EdgeConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The query side as a process of its own. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class) // Both sides have a ReplyApi.
@EntityScan("io.tidemark.query")
@EnableJpaRepositories("io.tidemark.query")
@Import({DbConfiguration.class, EdgeConfiguration.class})
public class QuerySide {

    public static void main(String[] arguments) {
        EpochCommand.runIfAsked(arguments);
        MigrateCommand.runIfAsked(arguments);
        SpringApplication.run(QuerySide.class, arguments);
    }
}
