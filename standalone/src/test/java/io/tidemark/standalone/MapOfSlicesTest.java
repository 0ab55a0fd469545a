package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.events.DomainEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.spring.stereotype.Aggregate;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.util.ClassUtils;

/** The map in the README has every command and every event. Where its links lead is {@link DocumentLinksTest}'s. */
class MapOfSlicesTest {

    @Test
    void map_has_every_command() throws IOException {
        assertMapped(types("io.tidemark.command", new AnnotationTypeFilter(Aggregate.class))
                .flatMap(aggregate -> Arrays.stream(aggregate.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(CommandHandler.class))
                .map(method -> method.getParameterTypes()[0]));
    }

    @Test
    void map_has_every_event() throws IOException {
        assertMapped(types("io.tidemark.events", new AssignableTypeFilter(DomainEvent.class)));
    }

    private static Stream<Class<?>> types(String inPackage, TypeFilter filter) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(filter);
        return scanner.findCandidateComponents(inPackage).stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null));
    }

    private static void assertMapped(Stream<Class<?>> types) throws IOException {
        var links = types.map(type -> "[`%s`](".formatted(type.getSimpleName())).toList();
        assertThat(links).hasSizeGreaterThan(10);
        var readme = Files.readString(Path.of("../README.md"));
        assertThat(links)
                .filteredOn(link -> !readme.contains(link))
                .as("not mapped")
                .isEmpty();
    }
}
