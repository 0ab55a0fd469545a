package io.tidemark.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.junit.jupiter.api.Test;

class CommandTargetsTest {

    private final CommandTargets targets = new CommandTargets();

    private record Rename(
            String name, @TargetAggregateIdentifier String id) {}

    private record Shout(String word) {}

    @Test
    void target_is_the_component_that_says_so() {
        assertThat(targetOf(new Rename("new", "a"))).isEqualTo("a");
        assertThat(targetOf(new Rename("newer", "b"))).isEqualTo("b");
    }

    @Test
    void command_without_a_target_is_refused() {
        assertThatThrownBy(() -> targetOf(new Shout("hello")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Shout");
    }

    private Object targetOf(Object command) {
        return targets.resolveTarget(GenericCommandMessage.asCommandMessage(command))
                .getIdentifierValue();
    }
}
