package dev.parley.platform.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.platform.http.Text;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Completes the schemas of records from their components.
 *
 * <ul>
 *   <li>A component is required unless it is {@link Nullable}. One that a response writes as null is required and may
 *       be null; a request may have null for one that is not required.
 *   <li>A request has no other properties: they are rejected. Where its body is optional, it may be null.
 *   <li>{@link WireEnum} and {@link Text} become enums, patterns and lengths.
 *   <li>An id made by {@link dev.parley.platform.id.Ids} has the format {@code uuid}.
 *   <li>The example of a record is derived from those of its components, unless it has one.
 * </ul>
 */
final class Schemas {

    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName RECORD = DotName.createSimple(Record.class);
    private static final String REFERENCE = "#/components/schemas/";
    private static final Set<String> IDS =
            Set.of("id", "userId", "orderId", "cartId", "sessionId", "anonymousId", "inReplyTo");

    private final Components components;
    private final IndexView index;

    Schemas(Components components, IndexView index) {
        this.components = components;
        this.index = index;
    }

    void complete(OpenAPI api) {
        Set<String> requests = requestSchemas(api);
        schemas().forEach((name, schema) -> {
            ClassInfo record = recordOf(name, schema);
            if (record != null) {
                complete(schema, record, requests.contains(name));
            }
        });
        optionalBodies(api).forEach(body -> body.setSchema(orNull(body.getSchema())));
        Examples examples = new Examples(schemas());
        schemas().values().forEach(examples::show);
    }

    /** Sets the format of an id, by its name. */
    static void formatId(String name, @Nullable Schema schema) {
        if (IDS.contains(name) && schema != null && isString(schema)) {
            schema.setFormat("uuid");
        }
    }

    static boolean isString(Schema schema) {
        return schema.getType() != null && schema.getType().contains(Schema.SchemaType.STRING);
    }

    private Map<String, Schema> schemas() {
        return components.getSchemas() == null ? Map.of() : components.getSchemas();
    }

    private void complete(Schema schema, ClassInfo record, boolean request) {
        List<String> required = new ArrayList<>();
        Map<String, Schema> properties = new LinkedHashMap<>(schema.getProperties());
        for (FieldInfo field : record.unsortedFields()) {
            String name = nameOf(field);
            Schema property = properties.get(name);
            if (Modifier.isStatic(field.flags()) || property == null) {
                continue;
            }
            describe(name, property, field);
            boolean nullable = field.type().hasAnnotation(NULLABLE);
            boolean writtenAsNull = nullable && !request && !isLeftOutWhenNull(field);
            if (!nullable || writtenAsNull) {
                required.add(name);
            }
            if (writtenAsNull || nullable && request) {
                properties.put(name, orNull(property));
            }
        }
        if (request) {
            schema.additionalPropertiesBoolean(false);
        }
        schema.setProperties(properties);
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private void describe(String name, Schema property, FieldInfo field) {
        formatId(name, property);
        AnnotationInstance text = field.annotation(Text.class);
        if (text != null) {
            TextSchemas.describe(property, text, index);
        }
        AnnotationInstance values = field.annotation(WireEnum.class);
        if (values != null) {
            ClassInfo type = Objects.requireNonNull(
                    index.getClassByName(values.value().asClass().name()), "The index lacks an enum");
            Schema of = property.getItems() == null ? property : property.getItems();
            of.enumeration(type.unsortedFields().stream()
                    .filter(FieldInfo::isEnumConstant)
                    .map(constant -> (Object) constant.name().toLowerCase(Locale.ROOT))
                    .toList());
        }
    }

    private static String nameOf(FieldInfo field) {
        AnnotationInstance renamed = field.annotation(JsonProperty.class);
        return renamed == null || renamed.value() == null
                ? field.name()
                : renamed.value().asString();
    }

    private static boolean isLeftOutWhenNull(FieldInfo field) {
        return field.hasAnnotation(JsonInclude.class)
                || field.declaringClass().hasDeclaredAnnotation(JsonInclude.class);
    }

    private static Schema orNull(Schema schema) {
        if (allowsNull(schema)) {
            return schema;
        }
        if (schema.getRef() != null) {
            return OASFactory.createSchema()
                    .addAnyOf(schema)
                    .addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL));
        }
        if (schema.getEnumeration() != null) {
            List<Object> values = new ArrayList<>(schema.getEnumeration());
            values.add(null);
            schema.setEnumeration(values);
        }
        return schema.addType(Schema.SchemaType.NULL);
    }

    private static boolean allowsNull(Schema schema) {
        return schema.getType() != null && schema.getType().contains(Schema.SchemaType.NULL)
                || schema.getAnyOf() != null && schema.getAnyOf().stream().anyMatch(Schemas::allowsNull);
    }

    /** The record of a schema: by its name, and by its fields where several have that name. */
    private @Nullable ClassInfo recordOf(String name, Schema schema) {
        if (schema.getProperties() == null) {
            return null;
        }
        Set<String> fields = schema.getProperties().keySet();
        List<ClassInfo> candidates = index.getAllKnownSubclasses(RECORD).stream()
                .filter(record -> record.name().toString().startsWith("dev.parley."))
                .filter(record -> isCalled(name, record))
                .filter(record -> record.unsortedFields().stream()
                        .map(Schemas::nameOf)
                        .collect(Collectors.toSet())
                        .containsAll(fields))
                .sorted(Comparator.comparing(ClassInfo::name))
                .toList();
        if (candidates.isEmpty()) {
            return null;
        }
        if (candidates.stream().map(Schemas::nullableFields).distinct().count() > 1) {
            throw new IllegalStateException("Several records are the schema " + name + ": " + candidates
                    + "; give one of them another name with @Schema(name)");
        }
        return candidates.getFirst();
    }

    private static boolean isCalled(String schema, ClassInfo record) {
        AnnotationInstance annotation =
                record.declaredAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        if (annotation != null && annotation.value("name") != null) {
            return annotation.value("name").asString().equals(schema);
        }
        return record.typeParameters().isEmpty()
                ? schema.replaceAll("\\d+$", "").equals(record.simpleName())
                : schema.startsWith(record.simpleName());
    }

    private static Set<String> nullableFields(ClassInfo record) {
        return record.unsortedFields().stream()
                .filter(field -> field.type().hasAnnotation(NULLABLE))
                .map(Schemas::nameOf)
                .collect(Collectors.toSet());
    }

    private static Stream<MediaType> optionalBodies(OpenAPI api) {
        return operations(api)
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .filter(body -> !Boolean.TRUE.equals(body.getRequired()))
                .flatMap(body -> body.getContent().getMediaTypes().values().stream())
                .filter(body -> body.getSchema() != null);
    }

    /** The schemas of request bodies. */
    private Set<String> requestSchemas(OpenAPI api) {
        Set<String> names = new HashSet<>();
        operations(api)
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .flatMap(body -> mediaTypes(body.getContent()))
                .forEach(schema -> addReferenced(schema, names));
        return names;
    }

    /** Removes the schemas that no operation uses. */
    void removeUnused(OpenAPI api) {
        Set<String> used = requestSchemas(api);
        operations(api)
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .flatMap(response -> mediaTypes(response.getContent()))
                .forEach(schema -> addReferenced(schema, used));
        operations(api)
                .flatMap(operation -> Stream.ofNullable(operation.getParameters()))
                .flatMap(Collection::stream)
                .forEach(parameter -> addReferenced(parameter.getSchema(), used));
        List.copyOf(schemas().keySet()).stream()
                .filter(name -> !used.contains(name))
                .forEach(components::removeSchema);
    }

    private void addReferenced(@Nullable Schema schema, Set<String> names) {
        if (schema == null) {
            return;
        }
        if (schema.getRef() != null) {
            String name = schema.getRef().substring(REFERENCE.length());
            if (names.add(name)) {
                addReferenced(schemas().get(name), names);
            }
            return;
        }
        addReferenced(schema.getItems(), names);
        addReferenced(schema.getAdditionalPropertiesSchema(), names);
        if (schema.getAnyOf() != null) {
            schema.getAnyOf().forEach(alternative -> addReferenced(alternative, names));
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> addReferenced(property, names));
        }
    }

    private static Stream<Operation> operations(OpenAPI api) {
        return api.getPaths().getPathItems().values().stream()
                .map(item -> item.getOperations().values())
                .flatMap(Collection::stream);
    }

    private static Stream<Schema> mediaTypes(@Nullable Content content) {
        return content == null
                ? Stream.empty()
                : content.getMediaTypes().values().stream().map(MediaType::getSchema);
    }
}
