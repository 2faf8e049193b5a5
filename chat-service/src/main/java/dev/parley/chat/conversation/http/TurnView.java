package dev.parley.chat.conversation.http;

import dev.parley.chat.conversation.domain.Turn;

/** A message and the reply to it. */
public record TurnView(MessageView message, MessageView reply) {

    static TurnView from(Turn turn) {
        return new TurnView(MessageView.from(turn.message()), MessageView.from(turn.reply()));
    }
}
