package io.tidemark.command;

import io.tidemark.db.DbConfiguration;
import io.tidemark.db.log.EpochCommand;
import io.tidemark.db.migration.MigrateCommand;
import io.tidemark.edge.EdgeConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/** The command side as a process of its own. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class) // Both sides have a ReplyApi.
@Import({DbConfiguration.class, EdgeConfiguration.class})
public class CommandSide {

    public static void main(String[] arguments) {
        EpochCommand.runIfAsked(arguments);
        MigrateCommand.runIfAsked(arguments);
        SpringApplication.run(CommandSide.class, arguments);
    }
}
