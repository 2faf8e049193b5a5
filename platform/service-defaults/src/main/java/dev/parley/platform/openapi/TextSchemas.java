package dev.parley.platform.openapi;

import dev.parley.platform.http.Text;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;

/**
 * Adds the constraints of {@link Text} to a schema, as Quarkus does for those of Jakarta Validation. A pattern of
 * {@link Text} matches the whole text, one of JSON Schema any part of it, in the syntax of ECMA-262. A pattern that
 * only lists words becomes an enum.
 */
final class TextSchemas {

    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9_-]+(\\|[A-Za-z0-9_-]+)*");
    private static final String NOT_BLANK = "\\S";

    private TextSchemas() {}

    /** Adds them to the field; of a list, to its items. */
    static void describe(Schema field, AnnotationInstance text, IndexView index) {
        Schema schema = field.getItems() == null ? field : field.getItems();
        List<Schema.SchemaType> types = schema.getType();
        if (types == null || !types.contains(Schema.SchemaType.STRING)) {
            return;
        }
        String pattern = text.valueWithDefault(index, "pattern").asString();
        if (WORDS.matcher(pattern).matches()) {
            schema.enumeration(Arrays.<Object>asList(pattern.split("\\|")));
            return;
        }
        schema.minLength(text.valueWithDefault(index, "min").asInt())
                .maxLength(text.valueWithDefault(index, "max").asInt())
                .pattern(pattern.isEmpty() ? NOT_BLANK : ecma(pattern));
    }

    /** The same pattern for the whole text, in ECMA-262. */
    static String ecma(String pattern) {
        String plain = pattern.replace("\\p{Cntrl}", "\\x00-\\x1f\\x7f");
        return plain.contains("|") ? "^(?:" + plain + ")$" : "^" + plain + "$";
    }
}
