package dev.parley.identity.user.mongo;

import dev.parley.identity.user.domain.EditorSettings;
import org.bson.Document;

/** Editor settings as they are stored. */
final class EditorSettingsDocument {

    private EditorSettingsDocument() {}

    static Document write(EditorSettings settings) {
        return new Document("autoSave", settings.autoSave()).append("autoSaveInterval", settings.autoSaveInterval());
    }

    static EditorSettings read(Document document) {
        return new EditorSettings(document.getBoolean("autoSave"), document.getInteger("autoSaveInterval"));
    }
}
