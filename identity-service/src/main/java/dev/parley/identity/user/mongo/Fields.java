package dev.parley.identity.user.mongo;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A document of the fields that have a value. */
final class Fields {

    private final Document document = new Document();

    private Fields() {}

    static Fields of(String name, @Nullable Object value) {
        return new Fields().and(name, value);
    }

    Fields and(String name, @Nullable Object value) {
        if (value != null) {
            document.append(name, value);
        }
        return this;
    }

    Document document() {
        return document;
    }
}
