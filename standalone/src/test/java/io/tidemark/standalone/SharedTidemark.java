package io.tidemark.standalone;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test class that asks the one application of the run: started for the first, closed after the last. */
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
                .computeIfAbsent(RunningTidemark.class, key -> RunningTidemark.start(), RunningTidemark.class);
    }
}
