/**
 * Sessions, conversations and messages, and the assistant that answers them.
 *
 * <p>Promises: a message is stored and answered once per {@code clientMessageId}, however often and however
 * simultaneously it is sent, and whatever dies in between; the messages of a conversation have an order, and each is
 * followed by its reply. The events of a conversation are keyed by its id, in order, and say nothing of what was said.
 * A suggestion shows price and stock as they were when the reply was made. A user finds what he or she began as a guest
 * as soon as the link has arrived from identity-service. When a person is erased, nothing of what was said stays, also
 * by the guest that he or she was.
 */
package dev.parley.chat;
