package dev.parley.chat.assistant.domain;

import java.util.List;

/** The content of a reply. */
public record Answer(
        String text, Intent intent, List<Entity> entities, List<Suggestion> suggestions, List<Action> actions) {

    public Answer {
        entities = List.copyOf(entities);
        suggestions = List.copyOf(suggestions);
        actions = List.copyOf(actions);
    }
}
