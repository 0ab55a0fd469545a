package io.tidemark.standalone;

import io.tidemark.command.CommandSide;
import io.tidemark.db.log.EpochCommand;
import io.tidemark.db.migration.MigrateCommand;
import io.tidemark.query.QuerySide;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/** Both sides in one process, on an embedded PostgreSQL unless a database is named. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class) // Both sides have a ReplyApi.
@Import({CommandSide.class, QuerySide.class})
public class Tidemark {

    public static void main(String[] arguments) {
        EpochCommand.runIfAsked(arguments);
        MigrateCommand.runIfAsked(arguments);
        SpringApplication.run(Tidemark.class, arguments);
    }
}
