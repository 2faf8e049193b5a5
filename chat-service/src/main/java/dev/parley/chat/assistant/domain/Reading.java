package dev.parley.chat.assistant.domain;

import java.util.List;

/**
 * The interpretation of a message.
 *
 * @param criteria the search criteria; present for every intent, because a reply may offer a search
 */
public record Reading(Intent intent, List<Entity> entities, Criteria criteria) {

    public Reading {
        entities = List.copyOf(entities);
    }
}
