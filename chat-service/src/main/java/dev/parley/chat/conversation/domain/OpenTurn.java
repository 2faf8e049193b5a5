package dev.parley.chat.conversation.domain;

/**
 * An accepted message without a reply yet. It holds all that any instance needs to finish the turn.
 *
 * @param replyId the id of its future reply, so that concurrent answers store one reply
 */
public record OpenTurn(Message message, String replyId) {}
