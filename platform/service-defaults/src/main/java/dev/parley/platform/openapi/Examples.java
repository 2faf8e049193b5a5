package dev.parley.platform.openapi;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Derives the example of an object from the examples of its required fields. A text that is neither an enum, an id nor
 * a time needs an example where it is declared; without one the object gets none.
 */
final class Examples {

    private static final String REFERENCE = "#/components/schemas/";
    private static final String ID = "0199d1c0-0000-7000-8000-000000000021";

    private final Map<String, Schema> schemas;
    private final Set<String> open = new HashSet<>();

    Examples(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    void show(Schema schema) {
        if (schema.getProperties() != null
                && schema.getExamples() == null
                && !Boolean.TRUE.equals(schema.getAdditionalPropertiesBoolean())) {
            of(schema)
                    .filter(example -> !example.equals(Map.of()))
                    .ifPresent(example -> schema.setExamples(List.of(example)));
        }
    }

    private Optional<Object> of(@Nullable Schema schema) {
        if (schema == null) {
            return Optional.empty();
        }
        if (schema.getRef() != null) {
            return ofReferenced(schema.getRef().substring(REFERENCE.length()));
        }
        if (schema.getExamples() != null) {
            return Optional.of(schema.getExamples().getFirst());
        }
        if (schema.getEnumeration() != null) {
            return Optional.of(schema.getEnumeration().getFirst());
        }
        return schema.getType() == null
                ? Optional.empty()
                : ofType(schema.getType().getFirst(), schema);
    }

    /** Empty for a recursive type. */
    private Optional<Object> ofReferenced(String name) {
        if (!open.add(name)) {
            return Optional.empty();
        }
        try {
            return of(schemas.get(name));
        } finally {
            open.remove(name);
        }
    }

    private Optional<Object> ofType(SchemaType type, Schema schema) {
        return switch (type) {
            case BOOLEAN -> Optional.of(true);
            case INTEGER -> Optional.of(1);
            case STRING -> "uuid".equals(schema.getFormat()) ? Optional.of(ID) : Optional.empty();
            case ARRAY -> of(schema.getItems()).map(List::of);
            case OBJECT -> ofObject(schema);
            default -> Optional.empty();
        };
    }

    private Optional<Object> ofObject(Schema schema) {
        if (schema.getAdditionalPropertiesBoolean() == null && schema.getAdditionalPropertiesSchema() != null) {
            return of(schema.getAdditionalPropertiesSchema()).map(value -> Map.of("name", value));
        }
        Map<String, Object> example = new LinkedHashMap<>();
        for (String field : Optional.ofNullable(schema.getRequired()).orElse(List.of())) {
            Optional<Object> value = of(schema.getProperties().get(field));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            example.put(field, value.get());
        }
        return Optional.of(example);
    }
}
