package io.tidemark.command.dispatch;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the target aggregate of a command. Commands are records, and the component with the target is searched once
 * per type. Axon's own resolver searches all members for each command.
 */
@Component
class CommandTargets implements CommandTargetResolver {

    private static final ClassValue<RecordComponent> TARGETS = new ClassValue<>() {
        @Override
        protected RecordComponent computeValue(Class<?> command) {
            var target = Arrays.stream(Objects.requireNonNull(command.getRecordComponents(), "not a record"))
                    .filter(CommandTargets::isTarget)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(command + " has no target"));
            target.getAccessor().setAccessible(true);
            return target;
        }
    };

    private static boolean isTarget(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(TargetAggregateIdentifier.class);
    }

    /** The aggregates check the expected version themselves. */
    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        return new VersionedAggregateIdentifier(of(command.getPayload()), null);
    }

    /** The id of the aggregate that a command is for. */
    static Object of(Object command) {
        var accessor = TARGETS.get(command.getClass()).getAccessor();
        return Objects.requireNonNull(ReflectionUtils.invokeMethod(accessor, command), "the command has no target");
    }
}
