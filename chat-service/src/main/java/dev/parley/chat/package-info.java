/**
 * Sessions, conversations and messages, and the assistant that answers them.
 *
 * <p>Promises: a message is stored and answered once per {@code clientMessageId}, also with concurrent retries and
 * across crashes; the messages of a conversation are ordered, and each is followed by its reply. The events of a
 * conversation are keyed by its id, in order, and carry no message text. A suggestion shows price and stock as of the
 * reply. A user can access the conversations of a linked guest as soon as the link has arrived from identity-service.
 * When a person is erased, all messages are erased, including those of linked guests.
 */
package dev.parley.chat;
