package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

class NamedTypesSerializerTest {

    private final Serializer serializer = with(new NamedType(Named.class, "thing:named"));

    @Revision("3")
    record Named(String text) {}

    record Unnamed(String text) {}

    @Test
    void a_named_type_is_stored_under_its_name() {
        var stored = serializer.serialize(new Named("a"), String.class);
        assertThat(stored.getType().getName()).isEqualTo("thing:named");
        assertThat(stored.getType().getRevision()).isEqualTo("3");
        assertThat(serializer.<String, Object>deserialize(stored)).isEqualTo(new Named("a"));
    }

    @Test
    void every_other_type_is_stored_under_the_name_of_its_class() {
        var stored = serializer.serialize(new Unnamed("a"), String.class);
        assertThat(stored.getType().getName()).isEqualTo(Unnamed.class.getName());
        assertThat(serializer.<String, Object>deserialize(stored)).isEqualTo(new Unnamed("a"));
    }

    @Test
    void a_name_that_nothing_has_is_an_unknown_type() {
        var stored = new SimpleSerializedObject<>("{}", String.class, "thing:unheard-of", "1");
        assertThat(serializer.<String, Object>deserialize(stored)).isInstanceOf(UnknownSerializedType.class);
    }

    @Test
    void a_name_that_two_types_have_is_refused() {
        assertThatThrownBy(() -> with(new NamedType(Named.class, "thing:a"), new NamedType(Unnamed.class, "thing:a")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Serializer with(NamedType... types) {
        var module = new SimpleModule("names").registerSubtypes(types);
        return NamedTypesSerializer.of(new AnnotationRevisionResolver(), builder -> {
            StoredJson.configure(builder);
            builder.addModule(module);
        });
    }
}
