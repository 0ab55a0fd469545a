package io.tidemark.standalone;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives every test class that asks the one application of the run: started for the first, closed after the last. Classes
 * with {@link SharedSettings} share one with those settings.
 */
final class SharedTidemark implements ParameterResolver {

    private static final Namespace SHARED = Namespace.create(SharedTidemark.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningTidemark.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(SHARED)
                .computeIfAbsent(settings(context), SharedTidemark::start, RunningTidemark.class);
    }

    private static List<String> settings(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), SharedSettings.class, context.getEnclosingTestClasses())
                .map(settings -> List.of(settings.value()))
                .orElse(List.of());
    }

    private static RunningTidemark start(List<String> settings) {
        return RunningTidemark.startWith(settings.toArray(String[]::new));
    }
}
