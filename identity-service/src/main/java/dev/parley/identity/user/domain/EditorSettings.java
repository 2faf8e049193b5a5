package dev.parley.identity.user.domain;

/**
 * The settings of the flow editor for a user.
 *
 * @param autoSaveInterval seconds
 */
public record EditorSettings(boolean autoSave, int autoSaveInterval) {

    /** The settings of a new account. */
    public static final EditorSettings DEFAULT = new EditorSettings(true, 30);
}
