package io.tidemark.db;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.Environment;

/**
 * Gives a test's application other constants: {@code --tuning.feed.page-events=5} is the component {@code pageEvents} of
 * the bean {@code FeedTuning}.
 */
public final class TestTuning implements BeanPostProcessor {

    private static final String PREFIX = "tuning.";
    private static final String SUFFIX = "Tuning";

    private final Environment environment;
    private final Set<String> known = new HashSet<>();

    private TestTuning(Environment environment) {
        this.environment = environment;
    }

    /** The start fails if an argument names no constant. */
    public static void allow(ConfigurableApplicationContext context) {
        var tuning = new TestTuning(context.getEnvironment());
        context.getBeanFactory().addBeanPostProcessor(tuning);
        context.addApplicationListener(started -> {
            if (started instanceof ContextRefreshedEvent) {
                tuning.requireKnown(context);
            }
        });
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Record constants
                        && bean.getClass().getSimpleName().endsWith(SUFFIX)
                ? tuned(constants)
                : bean;
    }

    private Object tuned(Record constants) {
        var type = constants.getClass();
        var area = type.getSimpleName().replace(SUFFIX, "").toLowerCase(Locale.ROOT);
        var values = Arrays.stream(type.getRecordComponents())
                .map(component -> value(area, component, constants))
                .toArray();
        return BeanUtils.instantiateClass(BeanUtils.getResolvableConstructor(type), values);
    }

    private Object value(String area, RecordComponent component, Record constants) {
        var kebab = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        var name = PREFIX + area + "." + kebab;
        known.add(name);
        var given = environment.getProperty(name, component.getType());
        return given != null ? given : constant(component, constants);
    }

    private static Object constant(RecordComponent component, Record constants) {
        try {
            component.getAccessor().setAccessible(true);
            return Objects.requireNonNull(component.getAccessor().invoke(constants));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void requireKnown(ConfigurableApplicationContext context) {
        context.getEnvironment().getPropertySources().stream()
                .filter(CommandLinePropertySource.class::isInstance)
                .flatMap(arguments -> Arrays.stream(((CommandLinePropertySource<?>) arguments).getPropertyNames()))
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .findAny()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("there is no constant " + name);
                });
    }
}
