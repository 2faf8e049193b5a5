package dev.parley.platform.privacy;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.platform.ServiceName;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** Exports this service's data of a person, as JSON: {@code {"service":…,"userId":…,"data":{"<name>":[…]}}}. */
@ApplicationScoped
public class ExportPerson {

    private static final JsonFactory JSON = new JsonFactory();

    private final List<PersonalData> everything;
    private final ServiceName service;

    ExportPerson(@All List<PersonalData> everything, ServiceName service) {
        this.everything = everything;
        this.service = service;
    }

    /** Complete or failed: unreadable data is an error, never a gap. */
    public byte[] handle(Person person) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("service", service.full());
            json.writeStringField("userId", person.userId());
            json.writeObjectFieldStart("data");
            for (PersonalData data : everything) {
                json.writeArrayFieldStart(data.name());
                for (Document document : data.export(person)) {
                    write(json, document);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Map<?, ?> fields -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> field : fields.entrySet()) {
                    json.writeFieldName(String.valueOf(field.getKey()));
                    write(json, field.getValue());
                }
                json.writeEndObject();
            }
            case Iterable<?> items -> {
                json.writeStartArray();
                for (Object item : items) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Decimal128 amount -> json.writeString(amount.bigDecimalValue().toPlainString());
            case Date moment -> json.writeString(moment.toInstant().toString());
            case Binary bytes -> json.writeString(Base64.getEncoder().encodeToString(bytes.getData()));
            default -> json.writeString(value.toString());
        }
    }
}
