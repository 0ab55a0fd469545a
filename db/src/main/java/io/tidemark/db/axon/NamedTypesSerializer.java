package io.tidemark.db.axon;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.introspect.AnnotatedClassResolver;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Stores a type under the name that a Jackson module of the application registers for it ({@code registerSubtypes}), so
 * that its class can be moved and renamed. All other types are stored under the names of their classes, as in Axon.
 */
public class NamedTypesSerializer extends Jackson3Serializer {

    private final Map<String, Class<?>> types;
    private final Map<Class<?>, String> names;

    private NamedTypesSerializer(Builder builder) {
        super(builder);
        types = namedTypes(getObjectMapper());
        names = types.entrySet().stream().collect(toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /** Fails if two types have one name. */
    public static NamedTypesSerializer of(RevisionResolver revisions, Jackson3SerializerCustomizer json) {
        return new NamedTypesSerializer(builder().revisionResolver(revisions).jsonMapperBuilderCustomizer(json));
    }

    private static Map<String, Class<?>> namedTypes(ObjectMapper json) {
        var config = json.serializationConfig();
        var anyType = AnnotatedClassResolver.resolveWithoutSuperTypes(config, Object.class);
        return config.getSubtypeResolver().collectAndResolveSubtypesByClass(config, anyType).stream()
                .filter(NamedType::hasName)
                .collect(toMap(NamedType::getName, NamedType::getType));
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        var named = types.get(type.getName());
        return named == null ? super.classForType(type) : named;
    }

    @Override
    @SuppressWarnings("rawtypes") // As Axon declares it.
    public SerializedType typeForClass(Class type) {
        var stored = super.typeForClass(type);
        var name = names.get(type);
        return name == null ? stored : new SimpleSerializedType(name, stored.getRevision());
    }
}
