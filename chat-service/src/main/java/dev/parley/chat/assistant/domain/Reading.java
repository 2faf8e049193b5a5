package dev.parley.chat.assistant.domain;

import java.util.List;

/**
 * What a message was understood to say.
 *
 * @param wish what to look for; also there when the intent is another one, for a reply may offer to look
 */
public record Reading(Intent intent, List<Entity> entities, Wish wish) {

    public Reading {
        entities = List.copyOf(entities);
    }
}
