package dev.parley.chat.conversation.domain;

/** A message and the reply to it. */
public record Turn(Message message, Message reply) {}
