package dev.parley.identity.user.domain;

/**
 * How the flow editor behaves for a person.
 *
 * @param autoSaveInterval seconds
 */
public record EditorSettings(boolean autoSave, int autoSaveInterval) {

    /** What nobody has chosen yet. */
    public static final EditorSettings DEFAULT = new EditorSettings(true, 30);
}
