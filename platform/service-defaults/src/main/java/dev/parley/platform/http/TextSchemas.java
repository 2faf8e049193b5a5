package dev.parley.platform.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Shows in the OpenAPI document what {@link Text} asks of a field, as it shows the constraints of Jakarta Validation by
 * itself. Runs at build time.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class TextSchemas implements OASFilter {

    private final IndexView index;

    public TextSchemas(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null || api.getComponents().getSchemas() == null) {
            return;
        }
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        for (AnnotationInstance text : index.getAnnotations(Text.class)) {
            FieldInfo field = field(text.target());
            Schema owner =
                    field == null ? null : schemas.get(field.declaringClass().simpleName());
            if (field != null && owner != null && owner.getProperties() != null) {
                describe(owner.getProperties().get(field.name()), text);
            }
        }
    }

    private static @Nullable FieldInfo field(AnnotationTarget target) {
        return switch (target.kind()) {
            case FIELD -> target.asField();
            case TYPE -> field(target.asType().enclosingTarget());
            default -> null;
        };
    }

    /** A list's texts are its items. */
    private void describe(@Nullable Schema property, AnnotationInstance text) {
        if (property == null) {
            return;
        }
        Schema schema = property.getItems() == null ? property : property.getItems();
        List<Schema.SchemaType> types = schema.getType();
        if (types == null || !types.contains(Schema.SchemaType.STRING)) {
            return;
        }
        String pattern = text.valueWithDefault(index, "pattern").asString();
        schema.minLength(text.valueWithDefault(index, "min").asInt())
                .maxLength(text.valueWithDefault(index, "max").asInt())
                .pattern(pattern.isEmpty() ? "\\S" : pattern);
    }
}
