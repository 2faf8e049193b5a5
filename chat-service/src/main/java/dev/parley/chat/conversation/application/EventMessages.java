package dev.parley.chat.conversation.application;

import dev.parley.chat.conversation.domain.ConversationEvent;

/**
 * How events look on the wire. Known to the Kafka side, needed by the storage, which writes state and events together.
 */
public interface EventMessages {

    /** The wire record of an event. */
    Object of(ConversationEvent event);
}
