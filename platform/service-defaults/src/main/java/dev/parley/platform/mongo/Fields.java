package dev.parley.platform.mongo;

import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Reads and writes fields of documents. */
public final class Fields {

    private Fields() {}

    /** The text in a mandatory field. */
    public static String text(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }

    /** The time in a mandatory field. */
    public static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }

    /** The time in an optional field. */
    public static Optional<Instant> optionalInstant(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }

    /** The stored form of an optional time. */
    public static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    /** A copy without the null fields: an absent value is an absent field. */
    public static Document withoutNulls(Document document) {
        Document present = new Document(document);
        present.values().removeIf(Objects::isNull);
        return present;
    }
}
