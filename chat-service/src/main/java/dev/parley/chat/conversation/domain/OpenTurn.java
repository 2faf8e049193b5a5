package dev.parley.chat.conversation.domain;

/**
 * A message that was taken and is not answered yet. It holds all that is needed to finish the turn, whoever does it.
 *
 * @param replyId the id its reply will have, so that however many answer, one reply is kept
 */
public record OpenTurn(Message message, String replyId) {}
