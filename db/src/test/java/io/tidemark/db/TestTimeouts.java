package io.tidemark.db;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;

/** Lets a test make one time-out longer or shorter without the others. */
public final class TestTimeouts {

    private static final String CHECK = "timeoutOrder";

    private TestTimeouts() {}

    /** Starts the application without the check of their order; its own test starts an application with it. */
    public static void allowAnyOrder(ConfigurableApplicationContext context) {
        context.addBeanFactoryPostProcessor(beans -> {
            if (beans.containsBeanDefinition(CHECK)) {
                ((BeanDefinitionRegistry) beans).removeBeanDefinition(CHECK);
            }
        });
    }
}
